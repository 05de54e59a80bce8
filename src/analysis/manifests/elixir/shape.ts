import type { Kind, Source } from '../../facts'
import type { Project } from '../../project'
import { isFrameworkByDescription } from '../description'
import { within } from '../within'
import type { MixFile } from './mix-file'

const ENDPOINT = /^lib\/(?:[^/]+\/){0,3}endpoint\.ex$/
const WEB = /^(?:phoenix|plug|plug_cowboy|bandit|cowboy|ash_phoenix|wisp|mist)$/

/** A Mix project with the ones that its umbrella holds, and what their files tell. */
export interface Shape {
  mix: MixFile
  /** Applications of the umbrella, or the project alone. */
  applications: readonly MixFile[]
  /** The Phoenix endpoint that `mix phx.server` starts. */
  endpoint: string | null
}

const below = (project: Project, directory: string, pattern: RegExp): string | null =>
  (directory === '.' ? project.paths : project.below(directory)).find((path) =>
    pattern.test(directory === '.' ? path : path.slice(directory.length + 1)),
  ) ?? null

const depends = (mix: MixFile, name: RegExp): boolean =>
  mix.dependencies.some((one) => name.test(one.name) && (one.scope === 'runtime' || one.scope === 'build'))

/** File of a module by Mix's convention: `Acme.Shop.Application` is `lib/acme/shop/application.ex`. */
export function moduleFile(project: Project, mix: MixFile, module: string): string | null {
  const underscored = module
    .split('.')
    .map((part) =>
      part
        .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (_, a: string, b: string, c: string) =>
          c ? `${c}_` : `${a}_${b}`,
        )
        .toLowerCase(),
    )
    .join('/')
  const path = within(mix.directory, `lib/${underscored}.ex`)
  if (project.has(path)) return path
  const base = `${underscored.split('/').at(-1)}.ex`
  const found = project.own(base).filter((one) => mix.directory === '.' || one.startsWith(`${mix.directory}/`))
  return found.length === 1 ? found[0]! : null
}

export function shapeOf(project: Project, mix: MixFile, applications: readonly MixFile[]): Shape {
  const all = applications.length ? applications : [mix]
  const served = all.find((one) => depends(one, /^phoenix$/) && below(project, one.directory, ENDPOINT))
  return { mix, applications: all, endpoint: served ? below(project, served.directory, ENDPOINT) : null }
}

/** Where tests of ExUnit stand below a folder; `null` without any. */
export function testsBelow(project: Project, directory: string): Source | null {
  const found = project
    .named(/_test\.exs$/)
    .find((path) => (directory === '.' || path.startsWith(`${directory}/`)) && /(?:^|\/)test\//.test(path))
  return found ? { path: found } : null
}

/** What one Mix project is, most telling first. */
export function mixKinds(project: Project, mix: MixFile): Kind[] {
  const endpoint = depends(mix, /^phoenix$/) ? below(project, mix.directory, ENDPOINT) : null
  const kinds: Kind[] = []
  const pages =
    depends(mix, /^(?:phoenix_live_view|phoenix_html|phoenix_view)$/) ||
    below(project, mix.directory, /^assets\/package\.json$|^lib\/.*\.[hl]?eex$/) !== null
  if (endpoint) kinds.push(pages ? 'web-app' : 'service')
  if (mix.escript) kinds.push('cli')
  if (kinds.length) return kinds
  if (mix.package) return isFrameworkByDescription(mix.description?.value) ? ['library', 'framework'] : ['library']
  const serves = mix.start !== null && (depends(mix, WEB) || mix.releases !== null)
  return serves || depends(mix, /^nerves$/) ? ['service'] : ['library']
}
