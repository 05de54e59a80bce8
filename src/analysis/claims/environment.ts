import { documentedVariables } from '../environment-documented'
import { dotenvKind, dotenvSettings } from '../environment-files'
import { baseOf } from '../project'
import type { Check, Judged } from './claim'
import { MOST_SEARCHES, standsAnywhere } from './mentions'
import { closeName } from './near'

/**
 * Variables that the README lists, against the example file that declares them. Code may read what no file declares, so one is only said to be
 * gone where no file that was read names it and the declared ones hold a name almost like it, of which the README does not tell.
 */
export const environmentClaims: Check = ({ project, facts, readme }) => {
  const declared = new Map<string, { path: string; line: number }>()
  for (const path of project.own((base) => dotenvKind(base) === 'example').slice(0, 20))
    for (const { name, line } of dotenvSettings(project.text(path) ?? ''))
      if (!declared.has(name)) declared.set(name, { path, line })
  if (!declared.size) return []
  const read = new Set(facts.environment.map(({ name }) => name))
  let searches = 0
  return documentedVariables(readme.replaceAll('\r\n', '\n')).flatMap(({ name, line }): Judged[] => {
    const claim = { kind: 'environment' as const, line, claim: name }
    if (declared.has(name)) return [{ ...claim, verdict: 'holds' }]
    // What the README alone documents is among the facts too.
    const near = closeName(
      name,
      [...declared.keys()].filter((one) => !readme.includes(one)),
    )
    if (near === null || searches === MOST_SEARCHES || (read.has(name) && isReadElsewhere(facts.environment, name)))
      return []
    searches++
    if (standsAnywhere(project, name)) return []
    const source = declared.get(near)!
    return [
      {
        ...claim,
        verdict: { message: `No file names ${name}; ${baseOf(source.path)} has ${near}.`, sources: [source] },
      },
    ]
  })
}

const isReadElsewhere = (environment: { name: string; sources: { path: string }[] }[], wanted: string): boolean =>
  environment.some(
    ({ name, sources }) =>
      name === wanted && sources.some(({ path }) => !/\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path)),
  )
