import type { Facts } from '../../facts'
import { folderOf, join, type Project, string } from '../../project'
import type { Manifest } from './manifest'
import { programs } from './scripts'
import { sourceOf } from './source-of'
import type { Unit } from './units'

type Entry = Facts['entry_points'][number]

/** Files that applications start at by the convention of a framework, told by path below the package's folder. */
const CONVENTIONS: readonly { what: string; path: RegExp; packages?: readonly string[] }[] = [
  { what: 'First page', path: /^(?:src\/)?app\/(?:[([][\w.-]+[)\]]\/)*page\.[jt]sx?$/, packages: ['next'] },
  {
    what: 'First page',
    path: /^(?:src\/)?pages\/index\.(?:[jt]sx?|vue|astro)$/,
    packages: ['next', 'gatsby', 'nuxt', 'astro', 'vike'],
  },
  {
    what: 'Root layout',
    path: /^(?:src\/)?(?:app\/(?:[([][\w.-]+[)\]]\/)*layout|pages\/_app)\.[jt]sx?$/,
    packages: ['next'],
  },
  {
    what: 'Main process',
    path: /^(?:(?:src|app|electron)\/)?(?:main|electron|electron-main)\/(?:main|index|background)\.[cm]?[jt]s$/,
    packages: ['electron'],
  },
  {
    what: 'Root of the application',
    path: /^(?:app\/root\.[jt]sx?|src\/routes\/(?:\+layout\.svelte|\+page\.svelte|__root\.[jt]sx)|(?:app\/)?app\.vue)$/,
  },
  { what: 'Start of the application', path: /^(?:src\/|server\/|app\/)?(?:main|index|server|worker)\.[cm]?[jt]sx?$/ },
  { what: 'Start of the application', path: /^(?:src\/)?app\.[cm]?[jt]s$/ },
  {
    what: 'Root component',
    path: /^(?:src\/|app\/)?(?:App\.(?:[jt]sx?|vue|svelte)|(?:app\/)?_layout\.[jt]sx|app\/app\.component\.ts)$/,
  },
]
/** Pages that a bundler starts from. */
const PAGES = ['index.html', 'src/index.html', 'app/index.html']
/** Programs whose first file argument is what they run. */
const RUNS_FILE = /^(?:node|nodemon|tsx|ts-node|ts-node-dev|bun|deno|babel-node|wrangler)$/
/** More would be a listing of the folder. */
const MOST = 5

const started = (path: string, source: Entry['sources'][number]): Entry => ({
  path,
  what: 'Start of the application',
  sources: [source],
})

/** Files that the start and dev scripts run. */
function fromScripts(project: Project, manifest: Manifest): Entry[] {
  return ['start', 'dev', 'serve'].flatMap((script) =>
    programs(script, manifest.scripts).flatMap(([program, ...words]) => {
      const file =
        program && RUNS_FILE.test(program) ? words.find((word) => /^[^-].*\.[cm]?[jt]sx?$/.test(word)) : undefined
      const source = file && sourceOf(project, manifest.directory, file)
      // A helper that a start script runs first is not where the application starts.
      return source && !/(?:^|\/)(?:\.[^/]+|scripts|tools|bin)\//.test(source)
        ? [started(source, manifest.at('scripts', script))]
        : []
    }),
  )
}

/** The module that a bundled page loads: `<script type="module" src="/src/main.tsx">`. */
function fromPages(project: Project, manifest: Manifest): Entry[] {
  return PAGES.flatMap((name) => {
    const page = join(manifest.directory, name)
    const text = page && project.text(page)
    if (!page || !text) return []
    const [, src] = text.match(/<script\b[^>]{0,200}?\bsrc=["']\/?([^"':?]{1,200}\.[cm]?[jt]sx?)["']/) ?? []
    const path = src && (sourceOf(project, manifest.directory, src) ?? sourceOf(project, folderOf(page), src))
    return path ? [started(path, project.find(page, src))] : []
  })
}

/** Where reading an application starts, the surest first: what its scripts run, what its page loads, its `main`, conventions. */
export function applicationEntries(project: Project, unit: Unit): Entry[] {
  const { manifest, root } = unit
  const main = string(manifest.json.main)
  const mainSource = main && sourceOf(project, manifest.directory, main)
  const prefix = manifest.directory === '.' ? '' : `${manifest.directory}/`
  const below = project.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
  const conventional = CONVENTIONS.flatMap(({ what, path, packages }): Entry[] => {
    if (packages && !packages.some((name) => manifest.declared.has(name) || root.declared.has(name))) return []
    const first = below.find((relative) => path.test(relative))
    return first ? [{ path: prefix + first, what, sources: [{ path: prefix + first }] }] : []
  })
  const all = [
    ...fromScripts(project, manifest),
    ...fromPages(project, manifest),
    ...(mainSource ? [started(mainSource, manifest.at('main'))] : []),
    ...conventional,
  ]
  const first = new Map<string, Entry>()
  for (const entry of all) if (!first.has(entry.path)) first.set(entry.path, entry)
  return [...first.values()].slice(0, MOST)
}
