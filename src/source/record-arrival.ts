import { truncated } from './archive-faults'
import type { ByteWindow } from './byte-window'
import { localLength, SIGNATURE, SIZE, u32 } from './zip-records'

/**
 * Waits until `count` bytes are there; nothing to wait for gives `undefined`, which costs no turn of the event loop.
 * @throws SourceFault `archive_truncated`
 */
export function arrive(window: ByteWindow, count: number): Promise<void> | undefined {
  if (window.end - window.at >= count) return undefined
  return window.need(count).then((there) => {
    if (!there) throw truncated()
  })
}

/** Waits until a whole local header is there, or the signature of the record that follows the last member; as `arrive`. */
export function headerArrives(window: ByteWindow): Promise<void> | undefined {
  const here = window.end - window.at
  if (here >= SIZE.local && here >= localLength(window.bytes, window.at)) return undefined
  return waitForHeader(window)
}

async function waitForHeader(window: ByteWindow): Promise<void> {
  await arrive(window, 4)
  if (u32(window.bytes, window.at) !== SIGNATURE.local) return
  await arrive(window, SIZE.local)
  await arrive(window, localLength(window.bytes, window.at))
}
