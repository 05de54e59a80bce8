import type { Source, Sourced } from '../../facts'
import { folderOf, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { atomOf, consult, listed, option, type Term, textOf } from './terms'

/** What a `rebar.config` says. https://rebar3.org/docs/configuration/configuration/ */
export interface Rebar {
  path: string
  directory: string
  requirements: Requirement[]
  /** Least OTP release. */
  otp: Sourced | null
  escript: { name: string; application: string | null; source: Source } | null
  /** A release of relx, and the profile that has it where it is not the default. */
  release: { name: string; profile: string | null; source: Source } | null
  plugins: ReadonlyMap<string, Source>
  aliases: { name: string; steps: string[]; source: Source }[]
  /** Where its configuration has an entry of this name. */
  has(key: string): Source | null
  /** Folders of applications, as globs. */
  applications: string[]
}

function requirementsOf(path: string, terms: readonly Term[], scope: Requirement['scope']): Requirement[] {
  return terms.flatMap((term) => {
    const parts = term.kind === 'tuple' ? term.items : [term]
    const name = atomOf(parts[0])
    if (!name || !/^\w+$/.test(name)) return []
    const version = textOf(parts[1])
    const origin = parts.find((part) => atomOf(listed(part)[0]) === 'pkg')
    const tag = parts
      .flatMap((part) => listed(part))
      .flatMap((part) => (atomOf(listed(part)[0]) === 'tag' ? (textOf(listed(part)[1]) ?? []) : []))[0]
    const exact = version && version !== '.*' ? version : tag
    return [
      {
        name: atomOf(listed(origin)[1]) ?? name,
        ...(exact && { version: exact }),
        scope,
        source: { path, line: term.line },
      },
    ]
  })
}

const names = (terms: readonly Term[]): { name: string; line: number }[] =>
  terms.flatMap((one) => {
    const name = atomOf(one.kind === 'tuple' ? one.items[0] : one)
    return name ? [{ name, line: one.line }] : []
  })

function releaseOf(path: string, terms: readonly Term[], profile: string | null): Rebar['release'] {
  const relx = option(terms, 'relx')
  const release = relx && option(listed(relx.values[0]), 'release')
  const head = release?.values[0]
  const name = atomOf(head) ?? atomOf(listed(head)[0])
  return release && name ? { name, profile, source: { path, line: release.line } } : null
}

/** Reads the `rebar.config` at `path`; `null` when it is not there. */
export function readRebar(project: Project, path: string): Rebar | null {
  const text = project.text(path)
  if (text === null) return null
  const terms = consult(text)
  const list = (key: string) => listed(option(terms, key)?.values[0])
  const source = (line: number): Source => ({ path, line })
  const profiles = list('profiles').flatMap((one) => {
    const [name, options] = listed(one)
    return atomOf(name) ? [{ name: atomOf(name)!, options: listed(options) }] : []
  })
  const test = profiles.find(({ name }) => name === 'test')
  const otp = option(terms, 'minimum_otp_vsn')
  const least = textOf(otp?.values[0])
  const main = option(terms, 'escript_main_app') ?? option(terms, 'escript_name')
  const called = option(terms, 'escript_name')?.values[0] ?? main?.values[0]
  const escript = atomOf(called) ?? textOf(called)
  const plugins = ['project_plugins', 'plugins'].flatMap((key) => names(list(key)))
  const folders = list('project_app_dirs').flatMap((one) => textOf(one) ?? [])
  return {
    path,
    directory: folderOf(path),
    requirements: [
      ...requirementsOf(path, list('deps'), 'runtime'),
      ...requirementsOf(path, listed(option(test?.options ?? [], 'deps')?.values[0]), 'dev'),
    ],
    otp: otp && least ? { value: least, sources: [source(otp.line)] } : null,
    escript:
      main && escript && /^[\w-]+$/.test(escript)
        ? {
            name: escript,
            application: atomOf(option(terms, 'escript_main_app')?.values[0]),
            source: source(main.line),
          }
        : null,
    release:
      releaseOf(path, terms, null) ??
      profiles.map(({ name, options }) => releaseOf(path, options, name)).find((one) => one?.profile === 'prod') ??
      null,
    plugins: new Map(plugins.map(({ name, line }) => [name, source(line)])),
    aliases: list('alias').flatMap((one) => {
      const [name, steps] = listed(one)
      return atomOf(name)
        ? [{ name: atomOf(name)!, steps: names(listed(steps)).map((step) => step.name), source: source(one.line) }]
        : []
    }),
    has: (key) => {
      const found = option(terms, key)
      return found ? source(found.line) : null
    },
    applications: folders.length ? folders : ['apps/*', 'lib/*'],
  }
}
