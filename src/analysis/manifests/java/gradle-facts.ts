import type { Facts, Sourced } from '../../facts'
import { type Project, string } from '../../project'
import { purl } from '../purl'
import { within } from '../within'
import type { Build, Module } from './gradle'
import type { Script } from './gradle-script'

/** A text property of a build script or of gradle.properties: `version`, `group`, `description`. */
export function scriptProperty(project: Project, build: Build, key: string, ...propertyKeys: string[]): Sourced | null {
  const script = build.root.script
  // A text at the margin is the root's; a version or group is also shared from `allprojects`.
  const indent = key === 'description' ? '' : '[ \\t]{0,20}'
  const pattern = new RegExp(
    `^${indent}(?:project\\.)?${key}[ \\t]{0,20}(?:=|[ \\t])[ \\t]{0,20}["']([^"'$\\n]+)["']`,
    'm',
  )
  const value = string(script?.text.match(pattern)?.[1])
  if (script && value) return { value, sources: [project.find(script.path, pattern)] }
  const path = within(build.directory, 'gradle.properties')
  for (const property of [key, ...propertyKeys]) {
    const line = new RegExp(`^${property}[ \\t]*=[ \\t]*(\\S[^\\n]*)$`, 'm')
    const stated = string(project.text(path)?.match(line)?.[1])
    if (stated && !stated.includes('$')) return { value: stated, sources: [project.find(path, line)] }
  }
  return null
}

/** Plugin ids in the reversed-domain form of the portal; a shorter first word is a plugin of the build's own. */
const PUBLIC_ID = /^[a-z]{2,4}\.[\w.-]+$/

/** The line of the first plugin that is the build's own. */
const conventionLine = (script: Script, own: ReadonlySet<string>): number =>
  (script.plugins.find(({ id }) => own.has(id) || !PUBLIC_ID.test(id)) ?? script.plugins[0])?.line ?? 1

/**
 * Plugins that a module applies, as the markers (`id:id.gradle.plugin`) under which Gradle resolves them. The version may
 * stand in the root's script, beside `apply false`.
 */
export function pluginDependencies(build: Build, module: Module): Facts['dependencies'] {
  const { script } = module
  if (!script) return []
  const own = new Set(
    build.conventions.map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace(/\.gradle(?:\.kts)?$/, '')),
  )
  const direct = new Set(script.plugins.map(({ id }) => id))
  // What a convention plugin applies is applied where it is.
  const implied = [...module.plugins]
    .filter((id) => !direct.has(id))
    .map((id) => ({ id, version: null, applied: true, line: conventionLine(script, own) }))
  return [...script.plugins, ...implied]
    .filter(({ id, applied }) => applied && PUBLIC_ID.test(id) && !own.has(id))
    .map(({ id, version: written, line }) => {
      const version = written ?? build.root.script?.plugins.find((plugin) => plugin.id === id)?.version ?? undefined
      const name = `${id}:${id}.gradle.plugin`
      const sources = [{ path: script.path, line }]
      return {
        name,
        ...(version ? { version } : {}),
        scope: 'build' as const,
        manifest: script.path,
        purl: purl('maven', name, version),
        sources,
      }
    })
}
