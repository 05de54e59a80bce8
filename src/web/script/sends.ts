const busy = (form: HTMLFormElement, isBusy: boolean) => {
  form.ariaBusy = String(isBusy)
  for (const button of form.querySelectorAll('button')) button.disabled = isBusy
}

/** A form with `data-sends` is sent once, however often it is clicked. */
export function sendOnce(): void {
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement && 'sends' in target.dataset)) return
    // When the browser has taken what is sent.
    setTimeout(() => busy(target, true))
  })
  // Somebody came back to a page that the browser has kept.
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sends]')) busy(form, false)
  })
}
