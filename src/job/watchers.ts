import { type JobView, moves, tagOf } from './job'

/** A line comes at least this often, so that a reader who has left is noticed. */
const PULSE_MS = 15_000
/**
 * Then the stream ends, and who still wants to know asks again: proxies that do not tell when their reader has left, as
 * that of `wrangler dev`, hold nothing longer.
 */
const LONGEST_MS = 60_000
/** More readers at once than this poll instead. */
const MOST = 200

interface Watcher {
  show(job: JobView): void
}

/**
 * Whoever follows one job now. A stream holds no backlog: it is asked for its next line when the one before has been
 * taken, and then gives the job as it stands, so a slow reader skips states and costs no memory.
 */
export class Watchers {
  #all = new Set<Watcher>()

  tell(job: JobView): void {
    for (const watcher of this.#all) watcher.show(job)
  }

  /** Lines of JSON as `JobObject.watch` says. */
  join(job: JobView, known: string | null): ReadableStream<Uint8Array> | 'full' {
    if (this.#all.size >= MOST) return 'full'
    const { watcher, stream } = follow(job, known, () => this.#all.delete(watcher))
    this.#all.add(watcher)
    return stream
  }
}

function follow(job: JobView, known: string | null, left: () => void) {
  const end = Date.now() + LONGEST_MS
  const encoder = new TextEncoder()
  let latest = job
  let sent = known
  let over = false
  let wake = () => {}
  const news = () => tagOf(latest) !== sent

  /** Until the job changes, the pulse beats, or the reader leaves. */
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PULSE_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  function leave(): void {
    over = true
    left()
    wake()
  }

  const watcher: Watcher = {
    show(job) {
      latest = job
      if (news()) wake()
    },
  }
  const stream = new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      if (!news() && moves(latest)) await pause()
      if (over) return
      controller.enqueue(encoder.encode(news() ? `${JSON.stringify(latest)}\n` : '\n'))
      sent = tagOf(latest)
      if (moves(latest) && Date.now() < end) return
      leave()
      controller.close()
    },
    cancel: leave,
  })
  return { watcher, stream }
}
