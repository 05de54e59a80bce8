import type { Source, Sourced } from '../../facts'
import { foldersAbove, reach } from '../../paths'
import { type Project, string } from '../../project'
import { within } from '../within'
import { type Catalogue, readCatalogue } from './catalogue'
import { withoutComments } from './gradle-blocks'
import { conventionPlugins } from './gradle-convention-classes'
import { projectBlocks, readScript, type Script, scriptOf } from './gradle-script'
import { versionNames } from './gradle-versions'

/** A project of a Gradle build. */
export interface Module {
  /** `:app`, or `:` for the root. */
  path: string
  directory: string
  script: Script | null
  /** Ids of the plugins that are applied to it, by its script or by a convention plugin of the same build. */
  plugins: ReadonlySet<string>
}

/** A Gradle build: its root and the projects that its settings include and that exist. */
export interface Build {
  directory: string
  /** The settings script, or else the root's build script. */
  manifest: string
  root: Module
  modules: Module[]
  name: Sourced | null
  /** Convention plugins' scripts that modules apply. */
  conventions: Script[]
  /** Names of versions that scripts and gradle.properties define. */
  names: ReadonlyMap<string, string>
  catalogue: Catalogue
}

const existing = (project: Project, folder: string, ...names: string[]) =>
  names.map((name) => within(folder, name)).find(project.has) ?? null

/** Included paths and the folders that settings move them to. `include` lists may go over several lines. */
export function includedProjects(settings: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const match of settings.matchAll(/\binclude\b\s{0,40}\(?((?:\s{0,200}["'][^"'\n$]{1,200}["'][ \t]{0,40},?)+)/g))
    for (const item of match[1]!.matchAll(/["']([^"']+)["']/g)) {
      const path = `:${item[1]!.replace(/^:/, '')}`
      found.set(path, path.slice(1).replaceAll(':', '/'))
    }
  for (const match of settings.matchAll(
    /\bproject\s*\(\s*["'](:?[^"'\n]+)["']\s*\)\s*\.projectDir\s*=\s*(?:new File\s*\(\s*(?:\w+\s*,\s*)?|file\s*\(\s*)["'](?:\$\{?\w+\}?\/)?([^"'\n$]+)["']/g,
  )) {
    const path = `:${match[1]!.replace(/^:/, '')}`
    if (found.has(path)) found.set(path, match[2]!.replace(/^\.\//, ''))
  }
  return found
}

/** Modules that test, measure or show the others, by the words of their names. */
const ASIDE = /(?:^|[-_:./])(?:\w*tests?|testing|samples?|examples?|demos?|benchmarks?|jmh|fuzz\w*|bom)(?:$|[-_:./])/i

/** Is this module the project itself, and not one that only tests or shows it? */
export const isProduct = (project: Project, build: Build, module: Module): boolean =>
  module === build.root || (!ASIDE.test(module.path) && project.role(`${module.directory}/build.gradle`) === 'own')

/** The script of a convention plugin (`buildSrc`, `build-logic`), found by its id. */
function conventionScript(project: Project, id: string): string | null {
  if (!/^[\w.-]+$/.test(id)) return null
  const ends = [`/src/main/kotlin/${id}.gradle.kts`, `/src/main/groovy/${id}.gradle`]
  return [...project.paths, ...project.outside].find((path) => ends.some((end) => path.endsWith(end))) ?? null
}

/** Reads the Gradle build at `directory`; `null` when there is none. */
export function readBuild(project: Project, directory: string): Build | null {
  const settings = existing(project, directory, 'settings.gradle.kts', 'settings.gradle')
  const main = existing(project, directory, 'build.gradle.kts', 'build.gradle')
  if (!settings && !main) return null
  const settingsText = settings ? withoutComments(project.text(settings) ?? '') : ''
  const properties = (project.text(within(directory, 'gradle.properties')) ?? '').replace(
    /^(\w[\w.]*)[ \t]*=[ \t]*(\S+)[ \t]*$/gm,
    "$1 = '$2'",
  )
  const rootText = main ? withoutComments(project.text(main) ?? '') : ''
  const shared = [...project.paths, ...project.outside]
    .filter(
      (path) =>
        path.startsWith(within(directory, 'gradle/')) &&
        /^[^/]+\.gradle(?:\.kts)?$/.test(path.slice(within(directory, 'gradle/').length)),
    )
    .slice(0, 20)
    .map((path) => withoutComments(project.text(path) ?? ''))
  const names = versionNames([properties, rootText, ...shared])
  const catalogue = readCatalogue(project, directory, [rootText, ...shared])
  const conventions = new Map<string, Script>()
  const known = new Map<string, ReadonlySet<string>>()

  const classes = conventionPlugins(project, directory, catalogue)
  const given = projectBlocks(rootText)

  function appliedBy(id: string, depth: number): ReadonlySet<string> {
    const before = known.get(id)
    if (before) return before
    known.set(id, new Set())
    const path = depth < 5 && id.includes('.') ? conventionScript(project, id) : null
    const script = path ? readScript(project, path, catalogue, names) : null
    if (path && script) conventions.set(path, script)
    const ids = new Set(
      script
        ? script.plugins.flatMap((plugin) => (plugin.applied ? [plugin.id, ...appliedBy(plugin.id, depth + 1)] : []))
        : (classes.get(id) ?? []).flatMap((one) => [one, ...(depth < 5 ? appliedBy(one, depth + 1) : [])]),
    )
    known.set(id, ids)
    return ids
  }
  function module(path: string, folder: string): Module | null {
    const base = folder.split('/').at(-1) ?? ''
    const file = existing(project, folder, 'build.gradle.kts', 'build.gradle', `${base}.gradle.kts`, `${base}.gradle`)
    const block = given.of.get(path)
    const script =
      main && path === ':'
        ? scriptOf(main, given.rest, catalogue, names)
        : file
          ? readScript(project, file, catalogue, names)
          : main && block !== undefined
            ? scriptOf(main, block, catalogue, names)
            : null
    if (!script && !project.hasFolder(folder)) return null
    const ids = (script?.plugins ?? []).flatMap(({ id, applied }) => (applied ? [id, ...appliedBy(id, 0)] : []))
    return { path, directory: folder, script, plugins: new Set(ids) }
  }
  const root = module(':', directory)
  if (!root) return null
  const modules = [...includedProjects(settingsText)].slice(0, 500).flatMap(([path, folder]) => {
    const from = within(directory, folder)
    const found = module(path, reach(project, '.', from) ?? from)
    return found?.script || (found && project.hasFolder(within(found.directory, 'src'))) ? [found] : []
  })
  const title = string(settingsText.match(/rootProject\.name\s*=\s*["']([^"'$\n]+)["']/)?.[1])
  const name = title && settings ? { value: title, sources: [project.find(settings, 'rootProject.name')] } : null
  return {
    directory,
    manifest: settings ?? main!,
    root,
    modules,
    name,
    conventions: [...conventions.values()],
    names,
    catalogue,
  }
}

/**
 * The build around the folder that is analysed and the project that the folder is in it, its folder being `.`; `null` where it is none, or a
 * build of its own, as a whole repository is.
 */
export function surroundingBuild(project: Project): { build: Build; module: Module } | null {
  const isBuild = (folder: string) => existing(project, folder, 'settings.gradle.kts', 'settings.gradle') !== null
  const around = isBuild('.') ? undefined : foldersAbove(project).find(isBuild)
  const build = around === undefined ? null : readBuild(project, around)
  const module = build?.modules.find(({ directory }) => directory === '.')
  return build && module ? { build, module } : null
}

/** Where a module applies a plugin: line of its script, or of the script as a whole for conventions. */
export function pluginSource(module: Module, id: string): Source {
  const path = module.script?.path ?? ''
  const line = module.script?.plugins.find((plugin) => plugin.id === id)?.line
  return line === undefined ? { path } : { path, line }
}
