import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

interface Range {
  startOffset: number
  endOffset: number
  count: number
}
interface Script {
  url: string
  functions: { ranges: Range[] }[]
}

/** What has been reached in one file, character by character: V8 merges blocks with equal counts, so ranges are not stable. */
interface Reached {
  characters: Uint8Array
  /** Every place where a block was seen to begin or end. */
  borders: Set<number>
}

/**
 * Which blocks of some files have run, by V8's own counting.
 * Source: Chrome DevTools Protocol, Profiler.takePreciseCoverage.
 */
export class Coverage {
  private readonly session = new Session()
  private readonly files = new Map<string, Reached>()

  /** @param counts says of a module's address whether it is counted */
  constructor(private readonly counts: (url: string) => boolean) {
    this.session.connect()
    this.session.post('Profiler.enable')
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** Begins anew, as if nothing had run yet. */
  forget(): void {
    this.ranAnew(false)
    this.files.clear()
  }

  /** Has anything run since the last look that never did before? It is remembered where it shall be. */
  ranAnew(remember: boolean): boolean {
    let anew = false
    // The session answers before `post` returns, since it is of this very thread.
    this.session.post('Profiler.takePreciseCoverage', (error: Error | null, { result }: { result: Script[] }) => {
      if (error) throw error
      for (const script of result) if (this.counts(script.url) && this.add(script, remember)) anew = true
    })
    return anew
  }

  private add({ url, functions }: Script, remember: boolean): boolean {
    const file = this.files.get(url) ?? { characters: new Uint8Array(), borders: new Set() }
    const ranges = functions.flatMap((one) => one.ranges)
    const length = Math.max(file.characters.length, ...ranges.map(({ endOffset }) => endOffset))
    const now = new Uint8Array(length)
    // Outer ranges come before those in them, functions before functions in them.
    for (const { startOffset, endOffset, count } of ranges) {
      now.fill(count > 0 ? 1 : 0, startOffset, endOffset)
      file.borders.add(startOffset).add(endOffset)
    }
    const anew = now.some((ran, i) => ran === 1 && file.characters[i] !== 1)
    if (remember) this.files.set(url, { ...file, characters: now.map((ran, i) => ran | (file.characters[i] ?? 0)) })
    return anew
  }

  /** Blocks that ran of all that were seen, and the beginnings of those that never ran. */
  report(): { file: string; reached: number; blocks: number; missed: string[] }[] {
    return [...this.files].map(([url, { characters, borders }]) => {
      const text = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'), { mode: 'transform' })
      const sorted = [...borders].sort((a, b) => a - b)
      const blocks = sorted
        .slice(1)
        .map((end, i) => [sorted[i] as number, end] as const)
        .filter(([from, end]) => /\w/.test(text.slice(from, end)))
      const missed = blocks
        .filter(([from]) => characters[from] !== 1)
        .map(([from, end]) => text.slice(from, Math.min(end, from + 80)))
      return {
        file: url.split('/').at(-1) ?? url,
        reached: blocks.length - missed.length,
        blocks: blocks.length,
        missed,
      }
    })
  }
}
