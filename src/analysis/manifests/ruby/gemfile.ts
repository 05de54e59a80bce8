import type { Sourced } from '../../facts'
import { folderOf, join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { optionOf, rubyStatements, stringAt, stringsIn } from './statements'

/** What a `Gemfile` says (https://bundler.io/man/gemfile.5.html). */
export interface Gemfile {
  path: string
  folder: string
  requirements: Requirement[]
  /** Folders of gems of this tree that it takes by their paths. */
  paths: string[]
  ruby: Sourced | null
}

const MOST_GEMS = 600
/** Groups that nobody needs to run the application. */
const DEVELOPS = /dev|test|lint|doc|rubocop|debug|^ci$|tool|console|bench|metric|qualit|profil|release|spec|cucumber/i
const OPENS = /^(?:if|unless|case|begin|while|until|for|def|class|module)\b|\bdo(?:\s*\|[^|]*\|)?$/
const MOST_DEPTH = 40

/** The Ruby that a Gemfile asks for; `file: ".ruby-version"` and reads of that file are left to it. */
function rubyOf(path: string, text: string, line: number): Sourced | null {
  const rest = text.match(/^ruby[\s(]+(.*)$/)?.[1]
  if (!rest || stringAt(rest) === null) return null
  const value = stringsIn(rest.split(/,\s*(?:engine|patchlevel|file)|,\s*:(?:engine|patchlevel)/)[0]!).join(', ')
  return /\d/.test(value) ? { value, sources: [{ path, line }] } : null
}

/** Reads a Gemfile and what it evaluates beside itself; `null` where there is none. */
export function readGemfile(project: Project, path: string, level = 0): Gemfile | null {
  const text = project.text(path)
  if (text === null) return null
  const folder = folderOf(path)
  const found: Gemfile = { path, folder, requirements: [], paths: [], ruby: null }
  const blocks: { dev: boolean; path: string | null }[] = []
  const addPath = (name: string | undefined) => {
    const target = name === undefined ? null : join(folder, name)
    if (target && !found.paths.includes(target)) found.paths.push(target)
  }
  for (const statement of rubyStatements(text)) {
    const line = statement.text
    if (/^end\b/.test(line)) {
      blocks.pop()
      continue
    }
    found.ruby ??= rubyOf(path, line, statement.line)
    const included = line.match(/^eval_gemfile[\s(]+(.*)$/)?.[1]
    const target = included && level === 0 ? join(folder, stringAt(included) ?? '') : null
    if (target && target !== path) {
      const other = readGemfile(project, target, 1)
      found.requirements.push(...(other?.requirements ?? []))
      found.paths.push(...(other?.paths ?? []))
    }
    const own = line.match(/^gemspec\b(.*)$/)?.[1]
    if (own !== undefined) addPath(optionOf(own, 'path')[0])
    if (OPENS.test(line) && blocks.length < MOST_DEPTH) {
      const groups = /^group\b/.test(line) ? stringsIn(line.replace(/\bdo$/, '')) : []
      const place = line.match(/^path[\s(]+(.*)$/)?.[1]
      blocks.push({
        dev: groups.length > 0 && groups.filter((one) => one !== 'optional').every((one) => DEVELOPS.test(one)),
        path: place ? stringAt(place) : null,
      })
      continue
    }
    const rest = line.match(/^gem[\s(]+(.*)$/)?.[1]
    const name = rest === undefined ? null : stringAt(rest)
    if (!rest || !name || !/^[\w.-]+$/.test(name) || found.requirements.length >= MOST_GEMS) continue
    const inPath = blocks.findLast((block) => block.path !== null)?.path
    const local = optionOf(rest, 'path')[0]
    if (local !== undefined) addPath(local)
    else if (inPath) addPath(within(inPath, name))
    const groups = [...optionOf(rest, 'group'), ...optionOf(rest, 'groups')]
    const dev = blocks.some((block) => block.dev) || (groups.length > 0 && groups.every((one) => DEVELOPS.test(one)))
    const version = [...rest.matchAll(/,\s*["']([\s\d<>=!~]*\d[\w.]*)["']/g)]
      .map((match) => match[1]!.trim())
      .join(', ')
    found.requirements.push({
      name,
      ...(version && { version }),
      scope: dev ? 'dev' : 'runtime',
      source: { path, line: statement.line },
    })
  }
  return found
}
