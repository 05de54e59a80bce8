import { showConnection } from './connection'
import { copyOnClick } from './copy'
import { confirmDeletion } from './deletion'
import { follow } from './live'
import { sendOnce } from './sends'

// What a page does with script besides what it does without; each listens on the document, so that parts may be renewed.
document.documentElement.classList.add('scripted')
showConnection()
copyOnClick()
sendOnce()
confirmDeletion()
follow()
