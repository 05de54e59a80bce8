import type { Source, Sourced } from '../../facts'
import { baseOf, folderOf, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { rubyStatements, type Statement, stringAt, stringsIn } from './statements'
import { versionOf } from './version'

/** What a `*.gemspec` says (https://guides.rubygems.org/specification-reference/). */
export interface Gemspec {
  path: string
  folder: string
  name: Sourced
  version: Sourced | null
  summary: Sourced | null
  license: Sourced | null
  ruby: Sourced | null
  /** Commands that the gem installs, each with its file. */
  executables: { name: string; entry: string; source: Source }[]
  /** It compiles native code. */
  native: boolean
  requirements: Requirement[]
  /** Something to push to RubyGems: a finished manifest that names no other host. */
  publishable: boolean
}

const MOST_REQUIREMENTS = 300
const DEPENDENCY = /^\w+\.add_(runtime_|development_)?dependency[\s(]+(.*)$/

/** Versions behind a dependency's name: `"~> 1.2", ">= 1.2.3"`, whole. */
const constraintOf = (rest: string): string | undefined =>
  stringsIn(rest)
    .filter((one) => /^[\s\d<>=!~.]*\d[\w.]*$/.test(one))
    .join(', ') || undefined

/** The first value given to an attribute, with the line. */
function attribute(statements: readonly Statement[], name: string): { value: string; statement: Statement } | null {
  const pattern = new RegExp(`^\\w+\\.${name}\\s*\\+?=(?!=)\\s*(.*)$`)
  for (const statement of statements) {
    const value = statement.text.match(pattern)?.[1]
    if (value !== undefined) return { value, statement }
  }
  return null
}

/** Commands as they are listed; where code lists them, the executable files of the folder that it looks into. */
function executablesOf(project: Project, path: string, statements: readonly Statement[]): Gemspec['executables'] {
  const folder = folderOf(path)
  const given = attribute(statements, 'executables')
  if (!given) return []
  const stated = attribute(statements, 'bindir')
  const bindir = (stated && stringAt(stated.value)) ?? (/\bexe\b/.test(given.value) ? 'exe' : 'bin')
  const source = { path, line: given.statement.line }
  const listed = /ls-files|Dir|grep|map|glob/.test(given.value) ? [] : stringsIn(given.value)
  const inside = project
    .inFolder(within(folder, bindir))
    .filter((one) => bindir !== 'bin' || !/^(?:console|setup|rails|rake|test|rubocop|dev)$/.test(baseOf(one)))
    .map(baseOf)
  return (listed.length ? listed : inside.slice(0, 20)).flatMap((name) => {
    const entry = within(folder, `${bindir}/${name}`)
    return project.has(entry) ? [{ name, entry, source }] : []
  })
}

function requirementsOf(path: string, statements: readonly Statement[]): Requirement[] {
  return statements
    .flatMap(({ text, line }) => {
      const match = text.match(DEPENDENCY)
      const name = match ? stringAt(match[2]!) : null
      if (!match || !name || !/^[\w.-]+$/.test(name)) return []
      const version = constraintOf(match[2]!.slice(name.length))
      return [
        {
          name,
          ...(version && { version }),
          scope: match[1] === 'development_' ? ('dev' as const) : ('runtime' as const),
          source: { path, line },
        },
      ]
    })
    .slice(0, MOST_REQUIREMENTS)
}

/** Reads the manifest of a gem; `null` where it names none by a literal. */
export function readGemspec(project: Project, path: string): Gemspec | null {
  const statements = rubyStatements(project.text(path) ?? '')
  const opening = statements.find(({ text }) => /Gem::Specification\.new\b/.test(text))
  const inline = opening?.text.match(/Gem::Specification\.new[\s(]+(['"][^'"]+['"])(?:\s*,\s*(.*?))?\)?\s*(?:do\b|\{)/)
  const named = attribute(statements, 'name')
  const name = (named && stringAt(named.value)) ?? (inline ? stringAt(inline[1]!) : null)
  if (!opening || !name || !/^[\w.-]+$/.test(name)) return null
  const at = (statement: Statement): Source => ({ path, line: statement.line })
  const stated = (key: string, from: (text: string) => string | null = stringAt): Sourced | null => {
    const found = attribute(statements, key)
    const value = found && (found.statement.heredoc ?? from(found.value))
    return found && value ? { value: value.replace(/\s+/g, ' '), sources: [at(found.statement)] } : null
  }
  const version = attribute(statements, 'version')
  const summary = stated('summary')
  const description = stated('description')
  const license = stated('license') ?? stated('licenses', (text) => stringsIn(text).join(' OR ') || null)
  const text = statements.map((one) => one.text).join('\n')
  const host = text.match(/["']?allowed_push_host["']?\]?\s*(?:=>?|:)\s*["']([^"'\n]*)["']/)?.[1]
  const ready = (one: Sourced | null) => one !== null && !/\bTODO\b|FIXME/.test(one.value)
  return {
    path,
    folder: folderOf(path),
    name: { value: name, sources: [at(named?.statement ?? opening)] },
    version: versionOf(
      project,
      path,
      statements,
      version ?? (inline?.[2] ? { value: inline[2], statement: opening } : null),
    ),
    summary: ready(summary) ? summary : ready(description) ? description : null,
    license,
    ruby: stated(
      'required_ruby_version',
      (value) => constraintOf(value.replace(/^Gem::Requirement\.new\(?/, '')) ?? null,
    ),
    executables: executablesOf(project, path, statements),
    native: attribute(statements, 'extensions') !== null || /^\w+\.extensions\s*<</m.test(text),
    requirements: requirementsOf(path, statements),
    publishable: ready(summary ?? description) && (host === undefined || /^https:\/\/rubygems\.org/.test(host)),
  }
}
