/** Milliseconds for which a button says that it has worked. */
const SAID_MS = 2_000

/** Copies text, which may still be on its way, and says so on the button. */
export async function copy(button: HTMLElement, text: Promise<string>): Promise<void> {
  const label = button.dataset.label ?? button.textContent ?? ''
  button.dataset.label = label
  try {
    const blob = text.then((words) => new Blob([words], { type: 'text/plain' }))
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Copying is not allowed here'
  }
  setTimeout(() => {
    button.textContent = label
  }, SAID_MS)
}

async function textAt(path: string): Promise<string> {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.text()
}

/** A button with `data-copy` copies what stands at that path. */
export function copyOnClick(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null
    if (button?.dataset.copy) void copy(button, textAt(button.dataset.copy))
  })
}
