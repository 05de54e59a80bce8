const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Words that state nothing: they may be put in and left out. */
export const FREE = list('a an the it this these and also can here there')

/**
 * Verbs that only tie a subject to what is said of it. They may be left out, and put in where a clause begins: within one,
 * "requests are rejected" says more than "requests rejected".
 */
export const IS = list('is are be')
export const GIVES = list('lets let provides provide offers offer')

/** What a project is called when it is the subject of a sentence, without saying what kind of thing it is. */
export const SUBJECTS = list('project repository')

/** Kinds of things that a project is: "This crate", "Package sieve", "a tool that". */
export const OWN_NOUNS = new Set([
  ...SUBJECTS,
  ...list(
    'crate package module library framework directory folder tool program application app plugin extension service',
  ),
])

/**
 * Praise in a form that can be left out without changing what is said: "a fast parser" is a parser. It never stands in an
 * answer: a claim of quality needs an artefact, not a word.
 */
export const PRAISE = list(`
  fast blazing blazingly lightning quick quickly speedy performant secure securely safe safely scalable robust robustly
  reliable reliably powerful simple simply easy easily lightweight modern beautiful beautifully elegant elegantly clean
  comprehensive flexible extensible seamless seamlessly effortless effortlessly versatile intuitive friendly innovative
  revolutionary popular efficient efficiently mature awesome great amazing stunning rich advanced smart smartly
  streamlined rapid rapidly instant instantly smooth smoothly delightful polished trusted proven premier ultimate perfect
  perfectly ideal nice nicely handy neat cool tiny really very truly extremely highly incredibly simplistic
  convenient conveniently friendly sleek cutting-edge world-class`)

/**
 * Praise that also tells things apart: "simple queries are cached" says nothing of the others. It can be left out only of a
 * noun phrase that begins with it: "a simple tool".
 */
export const NARROWING = list(`
  fast quick secure safe simple easy modern clean rich advanced smart rapid instant smooth popular mature trusted proven
  perfect ideal tiny really very truly extremely highly incredibly simplistic efficient reliable friendly`)

/** Claims that no answer may make, though a file may: results, comparisons, use by others. None of them can be left out. */
export const CLAIMS = list(`
  faster fastest quicker safer safest better best easier easiest simpler simplest smallest lighter lightest cheaper
  stronger strongest superior leading biggest greatest finest ready tested untested enterprise grade coverage benchmark
  benchmarks benchmarked thousands millions guaranteed guarantee guarantees guaranteeing ensures ensure ensuring stable
  stability security performance reliability scalability optimal optimized optimised audited certified compliant
  compliance endorsed awarded unmatched unparalleled streamline streamlines empower empowers enhance enhances leverage
  leverages unlock unlocks supercharge bulletproof foolproof flawless`)

/** Words that bound what a sentence says: who leaves one out says more than the sentence did. */
export const BOUNDS = list(`
  not no never none nobody nothing neither nor without except excluding unless but only if when whenever until before
  after however although though yet planned plans plan future soon eventually experimental alpha beta preview prototype
  draft proposed deprecated legacy obsolete optional optionally unsupported unofficial partial partially limited limits
  incomplete unfinished unmaintained wip todo might may could should would will must cannot was were been had did
  formerly previously former once old instead rather unlike almost nearly roughly mostly some sometimes usually typically
  often few hardly rarely barely aims aim intended intends goal hopes tries attempts attempt assuming assumes requires
  provided given depending depends except other otherwise either both between lacks lack lacking avoids avoid missing
  disabled removed wants want least currently today now default defaults alternative replacement inspired like similar
  just where while as apart save besides aside whereas once minus
  based mock fake dummy example sample test demo toy`)

/** Beside one of these, praise is no ornament: "not a simple parser" may well be a parser. */
export const NEGATIONS = list('not no never none neither nor without hardly rarely barely unlike')

/** Spellings of one word. */
const SAME: Readonly<Record<string, string>> = {
  repo: 'repository',
  repos: 'repository',
  config: 'configuration',
  configs: 'configuration',
  app: 'application',
  apps: 'application',
  docs: 'documentation',
  doc: 'documentation',
  dir: 'directory',
  dirs: 'directory',
  folder: 'directory',
  folders: 'directory',
  env: 'environment',
  db: 'database',
  args: 'argument',
  arg: 'argument',
  params: 'parameter',
  param: 'parameter',
  '&': 'and',
  are: 'is',
  be: 'is',
  which: 'that',
  who: 'that',
}

const VOWEL = /[aeiouy]/

/** Without an ending, where something is left that can be read aloud. */
const without = (word: string, ending: string, least = 3) => {
  const rest = word.slice(0, -ending.length)
  return word.endsWith(ending) && rest.length >= least && VOWEL.test(rest) ? rest : null
}

/** Behind a word in -ing, whose `e` or doubled consonant is not known: it is compared without them. */
const GERUND = '~'
const bare = (value: string) => value.replace(/([^aeiouyls])\1$/, '$1').replace(/e$/, '')

/** What words have in common however they are inflected; words that only look alike may share it. */
export const rootOf = (stem: string): string => bare(stem.replace(GERUND, ''))

/**
 * What is left of a word when it is inflected: plural and third person are one. The past is another, since "supports" and
 * "is supported" say who does it to whom.
 */
export function stem(word: string): string {
  const same = SAME[word] ?? word
  if (!/^\p{L}+$/u.test(same) || same.length < 3) return same
  if (same.endsWith('ss') || same.endsWith('us') || same.endsWith('is')) return same
  const going = without(same, 'ing', 2)
  if (going) return `${bare(going)}${GERUND}`
  const several = same.endsWith('ies') && same.length > 4 ? `${same.slice(0, -3)}y` : without(same, 's')
  const single = several ?? same
  return /(?:ch|sh|x|z|s)e$/.test(single) && single.length > 3 ? single.slice(0, -1) : single
}

/** Are these stems of one word? Those of "parse" and "parsing" are; those of "scrape" and "scrap" are not. */
export const sameStem = (a: string, b: string): boolean =>
  a === b || (a.endsWith(GERUND) !== b.endsWith(GERUND) && rootOf(a) === rootOf(b))
