import { LICENSES } from '../data/licenses'
import { bigrams, wordsOf } from './words'

/** A licence recognised in a text. */
export interface Recognised {
  id: string
  /** 1-based line where it begins, about. */
  line: number
}

export interface Reading {
  /** In the order of the text. */
  licenses: Recognised[]
  /** Words outside all of them. */
  rest: string[]
  words: number
}

/** Share of a licence's word pairs that a text must hold: names put in and small edits cost some. */
const LEAST = 0.84
/** Share of them that must stand outside the licences chosen before; texts that hold one another share most. */
const LEAST_OWN = 0.7
/** Names are put in, and words between. */
const STRETCH = 1.15
/** A few pairs at an end, so many times as far from the next as pairs mostly are, are there by chance. */
const APART = 3
const FEW = 5
/** Copies of one licence in one file that are looked for. */
const MOST_COPIES = 100
const DIGITS = 5

/** Licences whose own text holds another's, or that build on another: seen together they are one. */
const INCLUDES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'BSD-2-Clause-Patent': ['BSD-2-Clause'],
    'FSL-1.1-ALv2': ['Apache-2.0'],
    'FSL-1.1-MIT': ['MIT'],
    Intel: ['BSD-3-Clause'],
    'LGPL-3.0': ['GPL-3.0'],
    OpenSSL: ['BSD-1-Clause'],
    'Python-2.0': ['ISC'],
    Sleepycat: ['BSD-3-Clause'],
  }),
)

interface Fingerprint {
  id: string
  words: number
  every: number
  hashes: number[]
}

let index: Map<number, Fingerprint[]> | undefined

function fingerprints(): Map<number, Fingerprint[]> {
  if (index) return index
  index = new Map()
  for (const [id, words, every, packed] of LICENSES) {
    const fingerprint: Fingerprint = { id, words, every, hashes: [] }
    for (let at = 0; at < packed.length; at += DIGITS) {
      const hash = Number.parseInt(packed.slice(at, at + DIGITS), 36)
      fingerprint.hashes.push(hash)
      const known = index.get(hash)
      if (known) known.push(fingerprint)
      else index.set(hash, [fingerprint])
    }
  }
  return index
}

/** Every known licence whose text stands in `text`, however it is wrapped, quoted or signed. */
export function readLicenses(text: string): Reading {
  const { words, lines } = wordsOf(text)
  const pairs = bigrams(words)
  const places = new Map<number, number[]>()
  pairs.forEach((hash, i) => {
    const known = places.get(hash)
    if (known) known.push(i)
    else places.set(hash, [i])
  })

  const hits = new Map<Fingerprint, number[]>()
  const byHash = fingerprints()
  for (const hash of places.keys())
    for (const fingerprint of byHash.get(hash) ?? []) {
      const known = hits.get(fingerprint)
      if (known) known.push(hash)
      else hits.set(fingerprint, [hash])
    }

  const candidates = [...hits]
    .map(([fingerprint, found]) => ({ fingerprint, found, share: found.length / fingerprint.hashes.length }))
    .filter(({ share }) => share >= LEAST)
    // The one that explains most of the text, and fully.
    .sort((a, b) => weight(b) - weight(a) || (a.fingerprint.id < b.fingerprint.id ? -1 : 1))
  const explained = new Uint8Array(words.length)
  const licenses: Recognised[] = []
  for (const { fingerprint, found } of candidates) {
    let line: number | undefined
    const builtOn = INCLUDES.get(fingerprint.id)
    if (builtOn && licenses.some(({ id }) => builtOn.includes(id)))
      line = lines[densest(placesOf(found, places), fingerprint).start]
    // The same text may stand here again and again, for one bundled package after the other.
    for (let again = 0; again < MOST_COPIES; again++) {
      const free = placesOf(found, places)
        .map((all) => all.filter((at) => !explained[at]))
        .filter((all) => all.length > 0)
      if (free.length < LEAST_OWN * fingerprint.hashes.length) break
      const { start, end, pairs: held } = densest(free, fingerprint)
      if (held < LEAST_OWN * fingerprint.hashes.length) break
      explained.fill(1, start, end)
      line = Math.min(line ?? Number.POSITIVE_INFINITY, lines[start <= slack(fingerprint) ? 0 : start] ?? 1)
    }
    if (line !== undefined) licenses.push({ id: fingerprint.id, line })
  }
  return {
    licenses: withoutIncluded(licenses).sort((a, b) => a.line - b.line),
    rest: words.filter((_, at) => !explained[at]),
    words: words.length,
  }
}

const placesOf = (hashes: readonly number[], places: ReadonlyMap<number, number[]>) =>
  hashes.map((hash) => places.get(hash) ?? [])

/** The stretch no longer than the licence that holds most of its pairs, without pairs that stand off its ends. */
function densest(
  places: readonly number[][],
  { words, every }: Fingerprint,
): { start: number; end: number; pairs: number } {
  const all = places.flatMap((at, which) => at.map((place) => ({ place, which }))).sort((a, b) => a.place - b.place)
  const inside = new Map<number, number>()
  let best = { first: 0, last: 0, pairs: 0 }
  let from = 0
  for (const [index, { place, which }] of all.entries()) {
    inside.set(which, (inside.get(which) ?? 0) + 1)
    for (; place - all[from]!.place > words * STRETCH; from++) {
      const left = inside.get(all[from]!.which)! - 1
      if (left) inside.set(all[from]!.which, left)
      else inside.delete(all[from]!.which)
    }
    if (inside.size > best.pairs) best = { first: from, last: index, pairs: inside.size }
  }
  let { first, last } = best
  const apart = (i: number) => all[i + 1]!.place - all[i]!.place > every * APART + 1
  for (let i = first; i < Math.min(first + FEW, last); i++) if (apart(i)) first = i + 1
  for (let i = last; i > Math.max(last - FEW, first); i--) if (apart(i - 1)) last = i - 1
  return { start: all[first]?.place ?? 0, end: (all[last]?.place ?? 0) + 2, pairs: best.pairs }
}

/** Leaves out what another licence of the list holds or builds on. */
export const withoutIncluded = <T extends { id: string }>(licenses: readonly T[]): T[] =>
  licenses.filter(({ id }) => !licenses.some((other) => INCLUDES.get(other.id)?.includes(id)))

/** Of a longer text so few pairs are kept that its first may stand this many words below its beginning. */
const slack = ({ every }: Fingerprint) => (every - 1) * 20

const weight = ({ fingerprint, found, share }: { fingerprint: Fingerprint; found: number[]; share: number }) =>
  found.length * fingerprint.every * share * share
