import type { Project } from '../../project'
import { type Catalogue, catalogued } from './catalogue'
import { withoutComments } from './gradle-blocks'

/** Builds that hold convention plugins by custom, and scripts of theirs that are looked at. */
const BUILDS =
  /^(?:gradle\/)?(?:build-logic|buildSrc|build-plugins?|gradle-plugins?|plugins|conventions?|build-src|buildLogic)\//
const MOST_FILES = 60

/** Is this a class that may be a convention plugin? It is read for the plugins that it applies. */
export const CONVENTION_CLASS =
  /(?:^|\/)(?:build-logic|buildSrc|build-plugins?|gradle-plugins?|plugins|conventions?|build-src|buildLogic)\/(?:[^/]+\/){0,8}\w*Plugin\w*\.(?:kt|java|groovy)$/

/**
 * Plugins that a build of its own registers with a class, and the ids that the class applies:
 * `register("x") { id = "…"; implementationClass = "…" }` and `apply(plugin = "…")`, `pluginManager.apply("…")`.
 */
export function conventionPlugins(project: Project, directory: string, catalogue: Catalogue): Map<string, string[]> {
  const prefix = directory === '.' ? '' : `${directory}/`
  const inside = [...project.paths, ...project.outside].filter(
    (path) => path.startsWith(prefix) && BUILDS.test(path.slice(prefix.length)),
  )
  const found = new Map<string, string[]>()
  const classes = inside.filter((path) => CONVENTION_CLASS.test(path)).slice(0, MOST_FILES)
  for (const script of inside.filter((path) => /(?:^|\/)build\.gradle(?:\.kts)?$/.test(path)).slice(0, MOST_FILES)) {
    const text = withoutComments(project.text(script) ?? '')
    for (const match of text.matchAll(
      /\bid[ \t]*=[ \t]*(?:["']([\w.-]+)["']|\w+\.plugins\.([\w.]+?)(?:\.asProvider\(\))?\.get\(\)\.pluginId)[\s;]{1,80}(?:\w+[ \t]*=[ \t]*["'][^"'\n]{0,300}["'][\s;]{1,80}){0,4}?implementationClass[ \t]*=[ \t]*["']([\w.$]+)["']/g,
    )) {
      const id = match[1] ?? catalogue.plugins.get(catalogued(match[2] ?? ''))?.id
      const name = match[3]!.split('.').at(-1)!
      const path = classes.find((one) => one.endsWith(`/${name}.kt`) || one.endsWith(`/${name}.java`))
      if (id && path) found.set(id, appliedIn(project.text(path) ?? '', catalogue))
    }
  }
  return found
}

/** Ids of plugins that a class applies. */
function appliedIn(text: string, catalogue: Catalogue): string[] {
  const plain = withoutComments(text)
  return [
    ...plain.matchAll(
      /\bapply[ \t]*\([ \t]*(?:plugin[ \t]*=[ \t]*)?(?:["']([\w.-]+)["']|\w+\.plugins\.([\w.]+?)\.get\(\)\.pluginId)|\balias[ \t]*\([ \t]*\w+\.plugins\.([\w.]+)[ \t]*\)/g,
    ),
  ].flatMap((match) => match[1] ?? catalogue.plugins.get(catalogued(match[2] ?? match[3] ?? ''))?.id ?? [])
}
