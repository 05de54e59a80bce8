import { MB, median, middleHalf, paired, short } from './numbers.ts'
import { PEERS } from './peers/peers.ts'
import { figuresOf, type Result } from './result.ts'

/** A ratio that is asked of the product, and what it is. */
export interface Verdict {
  what: string
  /** The median of the rounds' own ratios, where there are rounds; `null` where it could not be measured. */
  measured: number | null
  /** Of those. */
  middleHalf: [number, number] | null
  asked: { least: number } | { most: number }
  /** Why it is not asked of this repository; `null` where it is. */
  notAsked: string | null
}

export const reached = ({ measured, asked }: Verdict): boolean =>
  measured !== null && ('most' in asked ? measured <= asked.most : measured >= asked.least)

type Asked = Verdict['asked']
type Cost = 'cpuMs' | 'wallMs'

/** Repositories of this many files or more are compared with peers, archives of more than this many bytes with unzip. */
const MANY_FILES = 1_000
const LARGE_BYTES = 5 * MB
/** What counts as an archive of 20 MB. */
const TWENTY = { least: 15 * MB, most: 25 * MB }
const MOST_MEMORY_MB = 40

function ratio(
  result: Result,
  [over, under]: readonly [string, string],
  cost: Cost,
  asked: Asked,
  notAsked: string | null,
): Verdict {
  const [above, below] = [figuresOf(result, over, cost), figuresOf(result, under, cost)]
  const ratios = paired(above, below)
  return {
    what: `${cost === 'cpuMs' ? 'CPU' : 'wall'}, ${over} / ${under}`,
    measured: ratios.length ? median(ratios) : null,
    middleHalf: ratios.length ? middleHalf(ratios) : null,
    asked,
    notAsked,
  }
}

function memory(result: Result, name: string): Verdict {
  const resident = result.ways.find((way) => way.name === name)?.memory?.resident
  return {
    what: `resident MB added, ${name}`,
    measured: resident === undefined ? null : resident / MB,
    middleHalf: null,
    asked: { most: MOST_MEMORY_MB },
    notAsked: null,
  }
}

/** Every figure to reach, for one repository. */
export function verdictsOf(result: Result): Verdict[] {
  const { archiveBytes, files } = result.repository
  const twenty = archiveBytes >= TWENTY.least && archiveBytes <= TWENTY.most
  const small = archiveBytes > LARGE_BYTES ? null : 'archive of 5 MB or less'
  const few = files >= MANY_FILES ? null : 'fewer than 1,000 files'
  const times = (name: string) => ({ least: name === 'github-linguist' ? 20 : 3 })
  // What cloc counts is the least that a peer does: it is measured, and no figure is asked of it.
  const peers = PEERS.filter(({ name }) => name !== 'cloc')
  return [
    ratio(result, ['read', 'drain'], 'cpuMs', { most: twenty ? 1.5 : 3 }, null),
    ratio(result, ['job', 'unzip -t'], 'cpuMs', { most: 1 }, small),
    ratio(result, ['job', 'unzip -t'], 'wallMs', { most: 1 }, small),
    ...peers.map(({ name }) => ratio(result, [name, 'read+analysis'], 'cpuMs', times(name), few)),
    memory(result, 'read+analysis'),
    memory(result, 'job'),
  ]
}

const word = (verdict: Verdict): string => {
  if (verdict.measured === null) return 'not measured'
  const says = reached(verdict) ? 'reached' : 'not reached'
  return verdict.notAsked ? `not asked (${verdict.notAsked}); ${says}` : says
}

export const verdictRows = (verdicts: readonly Verdict[]) =>
  verdicts.map((verdict) => {
    const { what, measured, middleHalf: half, asked } = verdict
    const spread = half ? ` (${short(half[0])}–${short(half[1])})` : ''
    return {
      figure: what,
      measured: measured === null ? '' : short(measured) + spread,
      asked: 'most' in asked ? `at most ${asked.most}` : `at least ${asked.least}`,
      '': word(verdict),
    }
  })
