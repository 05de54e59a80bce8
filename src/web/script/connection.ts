/** Says that there is no connection, or that there is one again. */
export function connected(isConnected: boolean): void {
  const notice = document.querySelector<HTMLElement>('[data-connection]')
  if (notice) notice.hidden = isConnected
}

/** Says so as the browser notices. */
export function showConnection(): void {
  if (!navigator.onLine) connected(false)
  addEventListener('offline', () => connected(false))
  addEventListener('online', () => connected(true))
}
