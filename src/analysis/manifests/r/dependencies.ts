import type { Facts } from '../../facts'
import type { Requirement } from '../manifest-facts'
import type { Fields } from './dcf'

/** Packages that come with R itself. */
const BASE = new Set(
  'R base compiler datasets grDevices graphics grid methods parallel splines stats stats4 tcltk tools utils'.split(' '),
)
const FIELDS: readonly (readonly [string, Requirement['scope']])[] = [
  ['Depends', 'runtime'],
  ['Imports', 'runtime'],
  ['LinkingTo', 'build'],
  ['Suggests', 'dev'],
]

/** `name (>= 1.2)`, one for each of a list by commas. */
const entries = (value: string): { name: string; version?: string }[] =>
  value.split(',').flatMap((one) => {
    const match = one.trim().match(/^([A-Za-z][\w.]*)\s*(?:\(\s*([<>=!]{1,2})\s*([\w.-]+)\s*\))?$/)
    return match ? [{ name: match[1]!, ...(match[2] && { version: `${match[2]}${match[3]}` }) }] : []
  })

export function requirements(fields: Fields): Requirement[] {
  const found = new Map<string, Requirement>()
  for (const [field, scope] of FIELDS) {
    const given = fields.get(field)
    for (const { name, version } of given ? entries(given.value) : [])
      if (!BASE.has(name) && !found.has(name)) {
        const below = given!.value
          .split('\n')
          .findIndex((line) => new RegExp(`^,?\\s*${name.replaceAll('.', '\\.')}\\b`).test(line))
        found.set(name, {
          name,
          ...(version && { version }),
          scope,
          source: { ...given!.source, line: (given!.source.line ?? 1) + Math.max(0, below) },
        })
      }
  }
  return [...found.values()]
}

/** The R that `Depends` asks for. */
export function rRuntime(fields: Fields): Facts['runtimes'] {
  const depends = fields.get('Depends')
  const version = depends && entries(depends.value).find(({ name }) => name === 'R')?.version
  return depends && version ? [{ name: 'r', constraint: version, sources: [depends.source] }] : []
}

const LICENSES: readonly (readonly [RegExp, string])[] = [
  [/^A?GPL-[23]$|^LGPL-(?:2|2\.1|3)$/, '-only'],
  [/^(?:A?GPL|LGPL)\s*\(>=\s*(?:2|2\.0|2\.1|3|3\.0)\)$/, '-or-later'],
]
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['MIT', 'MIT'],
  ['BSD_2_clause', 'BSD-2-Clause'],
  ['BSD_3_clause', 'BSD-3-Clause'],
  ['Apache License 2.0', 'Apache-2.0'],
  ['Apache License (== 2.0)', 'Apache-2.0'],
  ['Apache License (>= 2)', 'Apache-2.0'],
  ['Apache License (>= 2.0)', 'Apache-2.0'],
  ['Apache License', 'Apache-2.0'],
  ['Apache-2.0', 'Apache-2.0'],
  ['Artistic-2.0', 'Artistic-2.0'],
  ['MPL-2.0', 'MPL-2.0'],
  ['CC0', 'CC0-1.0'],
  ['CC BY 4.0', 'CC-BY-4.0'],
  ['CC BY-SA 4.0', 'CC-BY-SA-4.0'],
  ['Unlimited', ''],
  ['BSL-1.0', 'BSL-1.0'],
  ['EUPL-1.2', 'EUPL-1.2'],
])

function one(text: string): string | null {
  const bare = text.replace(/\s*\+\s*file\s+LICEN[CS]E$/i, '').trim()
  const known = PLAIN.get(bare)
  if (known !== undefined) return known || null
  const ending = LICENSES.find(([pattern]) => pattern.test(bare))?.[1]
  const parts = bare.match(/^([A-Z]+)\D+(\d)(?:\.(\d))?/)
  return ending && parts ? `${parts[1]}-${parts[2]}.${parts[3] ?? '0'}${ending}` : null
}

/** R's notation of a licence as an SPDX expression: alternatives by `|`, `file LICENSE` names none. */
export function spdxOf(license: string): string | null {
  const all = license
    .split('|')
    .map((part) => part.trim())
    .filter((part) => !/^file\s/i.test(part))
    .map(one)
  return all.length && all.every((part) => part !== null) ? [...new Set(all)].join(' OR ') : null
}
