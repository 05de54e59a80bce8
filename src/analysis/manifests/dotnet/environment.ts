import { isPlatformVariable, isVariableName, shownDefault } from '../../environment-names'
import type { Facts } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { type Project, record } from '../../project'

type Variable = Facts['environment'][number]

/** Sources of tests in which connections and settings are set up. */
const SETS_UP =
  /(?:^|\/)(?:providers?|fixtures?|infrastructure|setup|support)\/[^/]+\.cs$|(?:Base|Fixture|Provider|Settings?|Config(?:uration)?|Environment|Connections?|Database|Factory)\.cs$/i
const MOST_BYTES = 32_768
/** Levels below which tests' sources are not looked at. */
const DEEPEST = 6

/** Sources in which programs of .NET read their settings, by a word of their names; `environment.ts` reads those of one word. */
const SETTINGS =
  /(?:^|\/)(?:[A-Z]\w*)?(?:Startup|Environment|Env|Settings|Config|Configuration|Constants|Options|Defaults|Secrets|Credentials|ConnectionStrings?|Bootstrap(?:per)?)(?:[A-Z]\w*)?\.cs$/

/** Bytes of a source that are read: of tests those that set them up, of the product those that hold settings. */
export const sourceBytes = (path: string, bytes: number, isTest: boolean): number =>
  bytes <= MOST_BYTES && path.split('/').length <= DEEPEST && (isTest ? SETS_UP : SETTINGS).test(path) ? bytes : 0

const DIRECT = /GetEnvironmentVariable\(\s{0,20}"(\w+)"\s{0,20}\)(?:\s{0,20}\?\?\s{0,20}"([^"\n]{0,100})")?/g
/** A method that hands its parameter on as the name: `Setting(string name, …) => Environment.GetEnvironmentVariable(name)`. */
const WRAPPED =
  /\b(\w+)\(\s{0,20}string\??\s{1,9}(\w+)[^)\n]{0,200}\)[^;]{0,300}?GetEnvironmentVariable\(\s{0,20}(\w+)\s{0,20}[,)]/g
const MOST_WRAPPERS = 20

/** Variables that the workflows give to their steps. */
function givenByWorkflows(project: Project): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown, depth: number) => {
    if (depth > 8) return
    for (const [key, inner] of Object.entries(record(value))) {
      if (key === 'env') for (const name of Object.keys(record(inner))) found.add(name)
      else if (Array.isArray(inner)) for (const one of inner) visit(one, depth + 1)
      else visit(inner, depth + 1)
    }
  }
  for (const path of project.inFolder('.github/workflows'))
    if (/\.ya?ml$/.test(path)) visit(project.yaml(path)?.value, 0)
  return found
}

/**
 * Variables that the product's code reads, through methods of its own too, and those that tests read and CI sets: the connections to
 * databases that somebody who runs the tests must give.
 */
export function dotnetEnvironment(project: Project): Variable[] {
  const sources = project.ending('.cs').filter((path) => /^(?:own|test)$/.test(project.role(path)))
  const wrappers = new Set<string>()
  const read: { path: string; text: string }[] = []
  for (const path of sources) {
    const text = project.text(path)
    if (text === null) continue
    read.push({ path, text })
    if (!text.includes('GetEnvironmentVariable')) continue
    for (const [, method, parameter, handed] of text.matchAll(WRAPPED))
      if (parameter === handed && wrappers.size < MOST_WRAPPERS) wrappers.add(method!)
  }
  const called = wrappers.size
    ? new RegExp(`\\b(?:${[...wrappers].join('|')})\\(\\s{0,20}"(\\w+)"(?:\\s{0,20},\\s{0,20}"([^"\\n]{0,200})")?`, 'g')
    : null
  const given = read.some(({ path }) => project.role(path) === 'test') ? givenByWorkflows(project) : new Set<string>()
  return read.flatMap(({ path, text }) => {
    const isTest = project.role(path) === 'test'
    const lineOf = lineCounter(text)
    const matches = [...(called ? text.matchAll(called) : []), ...text.matchAll(DIRECT)]
    return matches
      .toSorted((a, b) => a.index - b.index)
      .flatMap((match) => {
        const name = match[1]!
        if (!isVariableName(name) || isPlatformVariable(name) || (isTest && !given.has(name))) return []
        const value = shownDefault(name, match[2])
        return [
          { name, ...(value !== undefined && { default: value }), sources: [{ path, line: lineOf(match.index) }] },
        ]
      })
  })
}
