/** A signal that also fires when a stage takes too long or stands still. */
export interface Deadline {
  signal: AbortSignal
  /** Something arrived: the stall time starts anew. */
  alive(): void
  /** We ourselves keep it waiting: until it is resumed nothing counts as a stall. */
  pause(): void
  resume(): void
  /** The stage is over; no timer stays behind. */
  end(): void
}

const timeout = (what: string) => new DOMException(what, 'TimeoutError')

/**
 * @param parent passed on with its own reason
 * @param total milliseconds for the whole stage
 * @param stall milliseconds without `alive()`
 */
export function deadline(parent: AbortSignal, total: number, stall: number): Deadline {
  const controller = new AbortController()
  const stop = () => controller.abort(parent.reason)
  const stalled = () => controller.abort(timeout('nothing arrived for too long'))
  const whole = setTimeout(() => controller.abort(timeout('the stage took too long')), total)
  let idle = setTimeout(stalled, stall)
  let isPaused = false
  const alive = () => {
    clearTimeout(idle)
    if (!isPaused) idle = setTimeout(stalled, stall)
  }
  if (parent.aborted) stop()
  else parent.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    alive,
    pause() {
      isPaused = true
      alive()
    },
    resume() {
      isPaused = false
      alive()
    },
    end() {
      clearTimeout(idle)
      clearTimeout(whole)
      parent.removeEventListener('abort', stop)
    },
  }
}
