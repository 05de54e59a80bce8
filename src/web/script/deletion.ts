import { follow } from './live'

/** Seconds in which a deletion can be undone. */
const UNDO_SECONDS = 6

/** An element with what stands in it. */
function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

/** Asks once. @returns whether to go on */
function asked(name: string): Promise<boolean> {
  const title = made('h2', { id: 'delete-title', textContent: `Delete the README of ${name}?` })
  const dialog = made(
    'dialog',
    {},
    title,
    made('p', { textContent: 'Its README, its facts and its findings are removed for everybody who has the address.' }),
    made(
      'form',
      { method: 'dialog', className: 'actions' },
      made('button', { value: 'delete', textContent: 'Delete' }),
      made('button', { value: '', className: 'quiet', textContent: 'Keep it', autofocus: true }),
    ),
  )
  dialog.setAttribute('aria-labelledby', title.id)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'delete')
    }),
  )
}

/** Deletes the job after some seconds, or at once when the page is left; meanwhile it can be undone. */
function deleteSoon(id: string, name: string): void {
  const main = document.querySelector('main')
  if (!main) return
  const shown = [...main.childNodes]
  const undo = made('button', { type: 'button', textContent: 'Undo' })
  const words = made('p', {
    textContent: `The README of ${name} is deleted in ${UNDO_SECONDS} seconds, or when you leave this page.`,
  })
  main.replaceChildren(made('h1', { textContent: name }), words, made('div', { className: 'actions' }, undo))
  undo.focus()
  const send = () => fetch(`/jobs/${id}/`, { method: 'DELETE', keepalive: true })
  const leave = () => void send()
  const timer = setTimeout(async () => {
    removeEventListener('pagehide', leave)
    undo.disabled = true
    const answer = await send().catch(() => null)
    if (answer?.ok || answer?.status === 404 || answer?.status === 410) return location.assign('/')
    words.textContent = `The README of ${name} could not be deleted. It is still there.`
    undo.textContent = 'Show it'
    undo.disabled = false
  }, UNDO_SECONDS * 1000)
  addEventListener('pagehide', leave)
  undo.addEventListener('click', () => {
    clearTimeout(timer)
    removeEventListener('pagehide', leave)
    main.replaceChildren(...shown)
    main.focus()
    void follow()
  })
}

/** A form with `data-delete` asks in a dialog instead of on a page, and what it deletes can be had back for some seconds. */
export function confirmDeletion(): void {
  document.addEventListener('submit', async (event) => {
    const form = event.target
    const id = document.querySelector<HTMLElement>('[data-job]')?.dataset.job
    if (!(form instanceof HTMLFormElement && form.dataset.delete) || id === undefined) return
    event.preventDefault()
    const { delete: name } = form.dataset
    if (await asked(name)) deleteSoon(id, name)
  })
}
