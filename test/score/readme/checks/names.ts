import { posix } from 'node:path'
import { type Check, type Finding, found, linkedPath, type Subject } from '../subject'
import { type Declared, declared, MANIFEST } from './declared'

/** 8. What the README says that the project is built with has its name in a manifest. */
export const dependencies: Check = {
  id: 8,
  title: 'direct dependencies only',
  group: 'truth',
  gate: false,
  judge: ({ repository, readme, person }) => {
    const sentences = readme.lines.flatMap((text, index) => {
      const said = /\b(?:built|made) (?:with|on) ([^.]+?)(?:\.(?:\s|$)|$)/.exec(text)?.[1]
      return said && !person(index + 1) ? [{ said, line: index + 1 }] : []
    })
    if (!sentences.length) return null
    const manifests = repository.files(MANIFEST).map(({ path, text }) => `${path}\n${text}`.toLowerCase())
    const isNamed = (name: string) => {
      const parts = name
        .toLowerCase()
        .replace(/\.js\b/g, '')
        .split(/[^a-z0-9+#]+/)
        .filter((part) => part.length > 1)
      const joined = parts.join('')
      return manifests.some(
        (text) => parts.some((part) => text.includes(part)) || text.replace(/[-_. ]/g, '').includes(joined),
      )
    }
    const findings = sentences.flatMap(({ said, line }): Finding[] =>
      said
        .split(/,\s*|\s+and\s+/)
        .map((name) => name.replace(/[`*[\]]|\([^)]*\)/g, '').trim())
        .filter((name) => name && !isNamed(name))
        .map((name) => ({ line, message: `no manifest names ${name}` })),
    )
    return found(findings)
  },
}

const MOST_BADGES = 6
const BADGE =
  /(?:img\.shields\.io|badge\.svg|badgen\.net|badge\.fury\.io|codecov\.io|coveralls\.io|travis-ci|circleci\.com|appveyor|goreportcard|snyk\.io|\/badge)/i
const REGISTRIES: readonly [RegExp, Declared['ecosystem']][] = [
  [/shields\.io\/npm\/(?:v|dm|dw|l)\/([^?]+?)(?:\.svg)?(?:\?|$)/, 'npm'],
  [/shields\.io\/pypi\/(?:v|pyversions|l)\/([^?/]+?)(?:\.svg)?(?:\?|$)/, 'pypi'],
  [/shields\.io\/crates\/(?:v|l)\/([^?/]+?)(?:\.svg)?(?:\?|$)/, 'crates'],
  [/shields\.io\/packagist\/(?:v|dt|l)\/([^?]+?)(?:\.svg)?(?:\?|$)/, 'composer'],
  [/shields\.io\/gem\/v\/([^?/]+?)(?:\.svg)?(?:\?|$)/, 'gem'],
  [/shields\.io\/hexpm\/v\/([^?/]+?)(?:\.svg)?(?:\?|$)/, 'hex'],
  [/shields\.io\/pub\/v\/([^?/]+?)(?:\.svg)?(?:\?|$)/, 'pub'],
  [/shields\.io\/nuget\/v\/([^?/]+?)(?:\.svg)?(?:\?|$)/, 'nuget'],
]

/** Why the repository does not prove what a badge shows. */
function unproved({ repository, readme }: Subject, target: string): string | null {
  const workflow = /\/actions\/workflows\/([^/]+)\/badge\.svg/.exec(target)?.[1]
  const { owner, name } = repository
  if (workflow && target.toLowerCase().includes(`github.com/${owner}/${name}/`.toLowerCase()))
    return repository.has(posix.join('.github/workflows', decodeURIComponent(workflow)))
      ? null
      : `there is no workflow ${workflow}`
  for (const [shape, ecosystem] of REGISTRIES) {
    const [, asked] = shape.exec(target) ?? []
    if (asked === undefined) continue
    const own = declared(repository).find(
      (one) => one.ecosystem === ecosystem && one.name.toLowerCase() === decodeURIComponent(asked).toLowerCase(),
    )
    return own && !own.closed ? null : `no manifest publishes ${decodeURIComponent(asked)}`
  }
  return BADGE.test(target) &&
    linkedPath({ repository, readme } as Subject, target) === null &&
    !/shields\.io\/badge\//.test(target)
    ? 'nothing in the repository proves it'
    : null
}

/** 10. A person's badges may show what only their service knows; their number is judged all the same. */
export const badges: Check = {
  id: 10,
  title: 'badges provable, six at most',
  group: 'truth',
  gate: false,
  judge: (subject) => {
    const { readme, person } = subject
    const all = readme.links.filter(({ target, image }) => image && BADGE.test(target))
    if (!all.length) return null
    // Behind the first heading they are content: a table of packages, of platforms.
    const top = readme.headings.find(({ level, html }) => level === 2 && !html)?.line ?? Number.POSITIVE_INFINITY
    const row = all.filter(({ line }) => line < top)
    const findings = all.flatMap(({ target, line }): Finding[] => {
      const why = unproved(subject, target)
      return why === null || (person(line) && !why.startsWith('there is no workflow'))
        ? []
        : [{ line, message: `${target}: ${why}` }]
    })
    return found([
      ...findings,
      ...(row.length > MOST_BADGES ? [{ line: row[0]?.line ?? 1, message: `${row.length} badges` }] : []),
    ])
  },
}
