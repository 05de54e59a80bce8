import type { Source, Sourced } from '../../facts'
import { folderOf, join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { type Definitions, definitionsOf, type Term } from './terms'

/** One alias and the tasks that it runs, as far as they are written out. */
export interface Alias {
  name: string
  steps: string[]
  source: Source
}

/** What a `mix.exs` says, calls to its own functions and attributes followed. https://hexdocs.pm/mix/Mix.Project.html */
export interface MixFile {
  path: string
  directory: string
  app: Sourced | null
  /** Spoken name, as the documentation shows it. */
  title: Sourced | null
  version: Sourced | null
  description: Sourced | null
  elixir: Sourced | null
  /** Where an umbrella's applications stand. */
  appsPath: string | null
  /** Module that starts the application. */
  start: Sourced | null
  escript: { name: string; main: string | null; source: Source } | null
  releases: Source | null
  /** `package:` is there: it is published on Hex, under `package.name`. */
  package: { name: string | null; licenses: Sourced | null; source: Source } | null
  dependencies: (Requirement & { own: boolean })[]
  aliases: Alias[]
}

/** Calls that are followed one inside the other. */
const DEEPEST = 12
const MOST_ITEMS = 500

/** Terms of one file with what they stand for. */
export class Values {
  constructor(
    private readonly project: Project,
    private readonly path: string,
    private readonly definitions: Definitions,
  ) {}

  /** What a term stands for, where that is written out; the term itself where it is a value. */
  of(term: Term | undefined, depth = 0): Term | undefined {
    if (!term || depth > DEEPEST) return undefined
    if (term.kind === 'joined') {
      const parts = term.items.map((item) => this.of(item, depth + 1))
      if (parts.some((part) => part?.kind === 'text'))
        return parts.every((part) => part?.kind === 'text')
          ? {
              kind: 'text',
              value: parts.map((part) => (part?.kind === 'text' ? part.value : '')).join(''),
              line: term.line,
            }
          : undefined
      return {
        kind: 'list',
        items: parts.flatMap((part) => (part?.kind === 'list' ? part.items : [])),
        line: term.line,
      }
    }
    if (term.kind !== 'call') return term
    const attribute = this.definitions.attributes.get(term.name)
    if (attribute) return this.of(attribute, depth + 1)
    if (/^File\.read!?$/.test(term.name)) return this.file(term, depth)
    if (term.name === 'Path.join')
      return this.of(term.items.flatMap((item) => (item.kind === 'list' ? item.items : [item])).at(-1), depth + 1)
    const bodies = this.definitions.functions.get(term.name.replace(/^&|\/\d+$/g, ''))
    const found = bodies?.length === 1 ? this.of(bodies[0], depth + 1) : undefined
    if (found && found.kind !== 'other') return found
    // What a call does to the lists that it is given is unknown; that they go in is not.
    const given = term.items.map((item) => this.of(item, depth + 1))
    if (given.length === 1 && given[0]?.kind === 'text') return given[0]
    const lists = given.flatMap((item) => (item?.kind === 'list' ? item.items : []))
    return lists.length ? { kind: 'list', items: lists, line: term.line } : undefined
  }

  /** The first line of a file that the manifest reads: `File.read!("VERSION")`. */
  private file(term: Extract<Term, { kind: 'call' }>, depth: number): Term | undefined {
    const name = this.text(term.items[0], depth + 1)
    const path = name === null ? null : join(folderOf(this.path), name)
    const value = path === null ? undefined : this.project.text(path)?.split('\n', 1)[0]?.trim()
    return value ? { kind: 'text', value, line: term.line } : undefined
  }

  text(term: Term | undefined, depth = 0): string | null {
    const found = this.of(term, depth)
    if (found?.kind !== 'text') return null
    const whole = found.value.replace(/#\{(@?\w+)(?:\(\))?\}/g, (all, name: string) =>
      depth > DEEPEST ? all : (this.text({ kind: 'call', name, items: [], line: found.line }, depth + 1) ?? all),
    )
    return whole.includes('#{') ? null : whole.replace(/\s+/g, ' ').trim() || null
  }

  items(term: Term | undefined): Term[] {
    const found = this.of(term)
    return found?.kind === 'list' || found?.kind === 'tuple' ? found.items.slice(0, MOST_ITEMS) : []
  }

  /** The value under a key of a keyword list or map; `undefined` without it. */
  at(term: Term | undefined, key: string): Extract<Term, { kind: 'pair' }> | undefined {
    for (const item of this.items(term)) if (item.kind === 'pair' && item.key === key) return item
    return undefined
  }
}

/** Environments in which a dependency is no part of the product. */
function scopeOf(values: Values, options: Term[]): Requirement['scope'] {
  const list: Term = { kind: 'list', items: options, line: 0 }
  const only = values.at(list, 'only')?.value
  const names = only === undefined ? [] : values.items(only).length ? values.items(only) : [values.of(only)]
  if (only && !names.some((name) => name?.kind === 'atom' && name.value === 'prod')) return 'dev'
  const is = (key: string, value: string) => {
    const found = values.of(values.at(list, key)?.value)
    return found?.kind === 'atom' && found.value === value
  }
  if (is('optional', 'true')) return 'optional'
  return is('runtime', 'false') ? 'build' : 'runtime'
}

/** A dependency that lies in the repository or the umbrella. */
const isOwn = (values: Values, options: Term[]) => {
  const list: Term = { kind: 'list', items: options, line: 0 }
  return values.at(list, 'in_umbrella') !== undefined || values.at(list, 'path') !== undefined
}

function dependenciesOf(values: Values, path: string, term: Term | undefined): MixFile['dependencies'] {
  return values.items(term).flatMap((item) => {
    const pair = item.kind === 'pair' ? item : null
    const parts = item.kind === 'tuple' ? item.items : []
    const name = pair ? pair.key : parts[0]?.kind === 'atom' ? parts[0].value : null
    if (name === null || !/^\w+$/.test(name)) return []
    const version = values.text(pair ? pair.value : parts[1]) ?? undefined
    const inner = parts.slice(1).flatMap((part) => (part.kind === 'list' ? part.items : [part]))
    const hex = values.text(values.at({ kind: 'list', items: inner, line: 0 }, 'hex')?.value)
    return [
      {
        name: hex ?? name,
        ...(version && { version }),
        scope: scopeOf(values, inner),
        source: { path, line: item.line },
        own: isOwn(values, inner),
      },
    ]
  })
}

/** Tasks of an alias; what a function of the manifest does instead is left empty. */
function aliasesOf(values: Values, path: string, term: Term | undefined): Alias[] {
  const isFunction = (step: Term) => step.kind === 'call' && step.name.startsWith('&')
  const task = (step: Term) => (isFunction(step) ? '' : (values.text(step) ?? ''))
  return values.items(term).flatMap((item) => {
    if (item.kind !== 'pair') return []
    const whole = task(item.value)
    const steps = whole || isFunction(item.value) ? [whole] : values.items(item.value).map(task)
    return [{ name: item.key, steps, source: { path, line: item.line } }]
  })
}

/** Reads the `mix.exs` at `path`; `null` when it defines no project. */
export function readMixFile(project: Project, path: string): MixFile | null {
  const text = project.text(path)
  if (text === null) return null
  const definitions = definitionsOf(text)
  const values = new Values(project, path, definitions)
  const main = definitions.functions.get('project')?.[0]
  if (!main) return null
  const at = (key: string) => values.at(main, key)
  const said = (pair: { value: Term; line: number } | undefined, given?: string | null): Sourced | null => {
    const value = given ?? values.text(pair?.value)
    return pair && value ? { value, sources: [{ path, line: pair.line }] } : null
  }
  const atom = (pair: { value: Term } | undefined) => {
    const found = values.of(pair?.value)
    return found?.kind === 'atom' && /^[\w.]+$/.test(found.value) ? found.value : null
  }
  const source = (pair: { line: number }): Source => ({ path, line: pair.line })
  const app = at('app')
  const name = atom(app)
  const start = values.at(definitions.functions.get('application')?.[0], 'mod')
  const module = values.items(start?.value)[0]
  const escript = at('escript')
  const called =
    atom(values.at(escript?.value, 'name')) ?? values.text(values.at(escript?.value, 'name')?.value) ?? name
  const pack = at('package')
  const packageName = values.at(pack?.value, 'name')
  const licenses = values.at(pack?.value, 'licenses') ?? values.at(pack?.value, 'license')
  const identifiers = values.items(licenses?.value).flatMap((one) => values.text(one) ?? [])
  const releases = at('releases')
  return {
    path,
    directory: folderOf(path),
    app: name ? said(app, name) : null,
    title: said(at('name')),
    version: said(at('version')),
    description: said(at('description')) ?? said(values.at(pack?.value, 'description')),
    elixir: said(at('elixir')),
    appsPath: values.text(at('apps_path')?.value),
    start: start && module?.kind === 'atom' ? said(start, module.value) : null,
    escript:
      escript && called
        ? { name: called, main: atom(values.at(escript.value, 'main_module')), source: source(escript) }
        : null,
    releases: releases ? source(releases) : null,
    package: pack
      ? {
          name: packageName ? (values.text(packageName.value) ?? atom(packageName)) : null,
          licenses: said(licenses, identifiers.length ? identifiers.join(' OR ') : null),
          source: source(pack),
        }
      : null,
    dependencies: dependenciesOf(values, path, at('deps')?.value),
    aliases: aliasesOf(values, path, at('aliases')?.value),
  }
}
