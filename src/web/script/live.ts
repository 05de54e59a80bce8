import { connected } from './connection'

/** Seconds between two questions, where the answer names none, and when nobody looks. */
const USUAL = 2
const HIDDEN = 30
/** Seconds after a failure: twice as long each time, up to the longer one. */
const AFTER_FAILURE = [2, 60] as const

const MOVING = '[data-live-until-rest]'
const isMoving = () => document.querySelector(MOVING) !== null

/** The button that does the same in the renewed part, so that whoever stood on it still does. */
const sameButton = (old: Element, part: ParentNode) =>
  [...part.querySelectorAll<HTMLElement>('button, a')].find(({ textContent }) => textContent === old.textContent)

/** Takes each part marked `data-live` from this page, or the one that `data-live-from` names, as the server has it now. */
async function renew(): Promise<void> {
  const from = document.querySelector<HTMLElement>('[data-live-from]')?.dataset.liveFrom ?? location.pathname
  const answer = await fetch(from, { headers: { Accept: 'text/html' } })
  // Something else is shown by now.
  if (!isMoving()) return
  // Deleted meanwhile, say: the server has a page for that.
  if (!answer.ok) return location.reload()
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.title = page.title
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const now = page.querySelector<HTMLElement>(`[data-live="${part.dataset.live}"]`)
    if (!now) continue
    part.toggleAttribute('data-live-until-rest', now.matches(MOVING))
    if (now.innerHTML === part.innerHTML) continue
    const focused = part.contains(document.activeElement) ? document.activeElement : null
    part.replaceChildren(...now.childNodes)
    if (focused) (sameButton(focused, part) ?? document.querySelector<HTMLElement>('main'))?.focus()
  }
}

const seconds = (value: string | null) => Number(value) || USUAL

/** Asks once how the job stands, and renews the page when that has changed. @returns seconds until the next question */
async function ask(path: string | null, seen: { etag: string }): Promise<number> {
  if (path === null) {
    await renew()
    return USUAL
  }
  const answer = await fetch(path, { headers: seen.etag ? { 'If-None-Match': seen.etag } : {}, cache: 'no-store' })
  if (!isMoving()) return USUAL
  // Said by the server's page.
  if (!answer.ok && answer.status !== 304) {
    if (answer.status >= 500 || answer.status === 429) throw new Error(`${answer.status}`)
    location.reload()
    return HIDDEN
  }
  const etag = answer.headers.get('etag') ?? ''
  if (answer.status === 200 && etag !== seen.etag) await renew()
  seen.etag = etag
  return seconds(answer.headers.get('retry-after'))
}

/** Until when somebody looks again, at most `most` seconds. */
const wait = (most: number) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', done)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, most * 1000)
    document.addEventListener('visibilitychange', done)
    addEventListener('online', done)
  })

let followers = 0

/**
 * Follows what moves on this page until it is at rest or something else is shown: asks as often as the server wishes, seldom
 * while nobody looks. Whoever follows later is the only one.
 */
export async function follow(): Promise<void> {
  const own = ++followers
  const id = document.querySelector<HTMLElement>('[data-job]')?.dataset.job
  const path = id === undefined ? null : `/jobs/${id}/`
  const seen = { etag: '' }
  let failures = 0
  let next = 0
  while (isMoving()) {
    await wait(document.hidden ? Math.max(next, HIDDEN) : next)
    if (own !== followers || !isMoving()) return
    try {
      next = await ask(path, seen)
      failures = 0
      connected(true)
    } catch {
      // No connection, or a server that has other things to do.
      const [first, most] = AFTER_FAILURE
      next = Math.min(most, first * 2 ** failures++)
      connected(navigator.onLine && failures < 2)
    }
  }
}
