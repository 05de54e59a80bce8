import { copy } from './copy'
import { draftOf, forgetDraft, keepDraft } from './drafts'
import { headingBefore } from './headings'

/** Milliseconds without typing after which the preview is made, and the draft is kept. */
const PREVIEW_MS = 600
const KEEP_MS = 200

const after = (milliseconds: number, run: () => void) => {
  let timer = 0
  return {
    soon() {
      clearTimeout(timer)
      timer = setTimeout(run, milliseconds)
    },
    now() {
      clearTimeout(timer)
      run()
    },
  }
}

/** Previews what is typed while one types, and keeps it in this browser, so that no reload loses a word. */
function edit(form: HTMLFormElement, area: HTMLTextAreaElement): void {
  const readme = form.dataset.editor ?? ''
  const most = Number(form.dataset.most)
  const written = area.defaultValue
  const part = <T extends HTMLElement>(selector: string) => form.querySelector<T>(selector)
  const note = part('[data-draft]')
  const discard = part<HTMLButtonElement>('[data-discard]')
  let isUnkept = false

  const say = (words: string) => {
    if (note) note.textContent = words
    if (discard) discard.hidden = area.value === written
  }
  /** Every preview has a frame of its own, shown when it is whole: nothing flickers, and going back leaves the page. */
  const show = () => {
    if (new TextEncoder().encode(area.value).length > most)
      return say(`The preview is made of at most ${most / 1024} KiB; this is longer. It is kept in this browser.`)
    const old = part<HTMLIFrameElement>('iframe:last-of-type')
    if (!old) return
    const frame = document.createElement('iframe')
    frame.name = `edited-${Date.now()}`
    frame.title = old.title
    frame.setAttribute('sandbox', old.getAttribute('sandbox') ?? '')
    frame.className = 'coming'
    frame.addEventListener('load', () => {
      // A new frame is empty until what it was asked for has come.
      if (!frame.dataset.asked) return
      for (const other of form.querySelectorAll('iframe')) if (other !== frame) other.remove()
      frame.className = ''
    })
    old.after(frame)
    frame.dataset.asked = 'yes'
    const { action, target } = form
    const heading = headingBefore(area.value, area.selectionStart)
    form.action = heading ? `${action.replace(/#.*/, '')}#${heading}` : action
    form.target = frame.name
    form.requestSubmit(part<HTMLButtonElement>('[data-preview]'))
    Object.assign(form, { action, target })
  }
  const keep = () => {
    if (area.value === written) forgetDraft(readme)
    isUnkept = area.value !== written && !keepDraft(readme, area.value)
    say(
      isUnkept
        ? 'This browser keeps no drafts: download before you leave.'
        : area.value === written
          ? ''
          : 'Kept in this browser.',
    )
  }
  const preview = after(PREVIEW_MS, show)
  const kept = after(KEEP_MS, keep)

  area.addEventListener('input', () => {
    kept.soon()
    preview.soon()
  })
  addEventListener('pagehide', () => kept.now())
  addEventListener('beforeunload', (event) => {
    if (isUnkept) event.preventDefault()
  })
  discard?.addEventListener('click', () => {
    area.value = written
    kept.now()
    preview.now()
    area.focus()
  })
  part('[data-copy-draft]')?.addEventListener('click', ({ currentTarget }) => {
    if (currentTarget instanceof HTMLElement) void copy(currentTarget, Promise.resolve(area.value))
  })

  const draft = draftOf(readme)
  if (draft && draft.text !== written) {
    area.value = draft.text
    say(`What you typed on ${new Date(draft.at).toLocaleString()} is here again.`)
    preview.now()
  } else if (area.value !== written) {
    // Somebody typed while this script was on its way.
    kept.now()
    preview.soon()
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-editor]')
const area = form?.querySelector('textarea')
if (form && area) edit(form, area)
