import { Agent } from 'node:http'
import { exchange, Lost, restarted, type Sent } from './exchange.ts'

/** What comes after each: of a method that the runtime does not send again by itself when a connection is lost. */
const NEXT: Sent = { method: 'OPTIONS', path: '/none/', headers: {}, content: Buffer.of() }
/** A body that is left unread does not always harm who comes next. */
const TIMES = 3

/** Does the runtime end when this is asked, and something else after it? */
async function endsRuntime(origin: string, suspect: Sent): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    for (let time = 0; time < TIMES; time++) {
      await exchange(origin, suspect, agent)
      await exchange(origin, NEXT, agent)
    }
    return false
  } catch (error) {
    if (!(error instanceof Lost)) throw error
    await restarted()
    return true
  } finally {
    agent.destroy()
  }
}

/**
 * Of the requests before an end of the runtime the first that ends it when it is asked alone, those with much in them
 * first. Where there is none, it ended by itself: the local runtime does when it uses a connection again that is just closed.
 */
export async function culpritAmong(origin: string, suspects: readonly Sent[]): Promise<Sent | null> {
  for (const suspect of suspects.toSorted((a, b) => b.content.length - a.content.length))
    if (await endsRuntime(origin, suspect)) return suspect
  return null
}
