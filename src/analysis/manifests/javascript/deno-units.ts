import type { Facts, Kind } from '../../facts'
import { type Document, folderOf, type Project, record, string } from '../../project'
import { npmPurl } from './dependencies'
import { stringMap } from './manifest'
import { sideOf } from './units'
import { matchMembers, memberPatterns } from './workspaces'

/** A `deno.json`, `deno.jsonc` or `jsr.json`. https://docs.deno.com/runtime/fundamentals/configuration/ */
export interface DenoUnit {
  path: string
  directory: string
  json: Record<string, unknown>
  at: Document['at']
  name: string | null
  members: string[]
  side: Kind | 'test' | null
}

const CONFIG = /^(?:deno\.jsonc?|jsr\.json)$/
export const isDenoConfig = (base: string) => CONFIG.test(base)

function read(project: Project, path: string, side: DenoUnit['side'], members: string[]): DenoUnit | null {
  const document = project.json(path)
  if (!document) return null
  const json = record(document.value)
  return { path, directory: folderOf(path), json, at: document.at, name: string(json.name), members, side }
}

/** Deno's configuration at the root and of the workspace members that it declares. */
export function denoUnits(project: Project): DenoUnit[] {
  const rootPath = ['deno.json', 'deno.jsonc', 'jsr.json'].find((path) => project.has(path))
  if (!rootPath) return []
  const paths = project.named(CONFIG).filter((path) => project.role(path) !== 'vendored')
  const isWorkspace = record(project.json(rootPath)?.value).workspace !== undefined
  const members = isWorkspace ? matchMembers(memberPatterns(project, '.'), '.', paths) : []
  const units = [read(project, rootPath, null, members)]
  for (const member of members) {
    const path = paths.find((candidate) => folderOf(candidate) === member)
    if (path) units.push(read(project, path, sideOf(project, member), []))
  }
  return units.filter((unit) => unit !== null)
}

/** Task names to bodies; a task may be an object with a command. */
export function tasksOf(unit: DenoUnit): Map<string, string> {
  const tasks = Object.entries(record(unit.json.tasks)).map(
    ([name, task]) => [name, string(task) ?? string(record(task).command)] as const,
  )
  return new Map(tasks.filter((task): task is readonly [string, string] => task[1] !== null))
}

export const isPublished = (unit: DenoUnit) =>
  unit.name !== null && string(unit.json.version) !== null && unit.json.exports !== undefined
export const isCreator = (name: string) => /\/(?:init|create)(?:-|$)/.test(name)

/**
 * Does the code of a published package or of a workspace import a name? Deno's `imports` serve tests and examples too,
 * and have no section for them. An application's imports are taken as they are.
 */
function importsIn(project: Project, unit: DenoUnit): (alias: string) => boolean {
  if (!isPublished(unit) && !unit.members.length) return () => true
  const prefix = unit.directory === '.' ? '' : `${unit.directory}/`
  const sources = project.paths.filter(
    (path) =>
      path.startsWith(prefix) &&
      /\.[cm]?[jt]sx?$/.test(path) &&
      sideOf(project, folderOf(path)) === null &&
      project.role(path) === 'own',
  )
  const named = new Set([string(record(unit.json.compilerOptions).jsxImportSource) ?? ''])
  for (const path of sources)
    for (const [, specifier] of (project.text(path) ?? '').matchAll(
      /\b(?:from|import)\s*\(?\s*["']([^"'\n]{1,200})["']/g,
    ))
      if (specifier) named.add(specifier)
  return (alias) =>
    named.has(alias) || [...named].some((specifier) => specifier.startsWith(alias.endsWith('/') ? alias : `${alias}/`))
}

/** Imports that name a package of npm or JSR: name, version, and package URL. */
export function dependenciesOf(project: Project, unit: DenoUnit, own: ReadonlySet<string>): Facts['dependencies'] {
  const imported = importsIn(project, unit)
  return [...stringMap(unit.json.imports)].flatMap(([alias, target]) => {
    const match = target.match(/^(npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?/)
    const [, registry, name, version] = match ?? []
    if (!registry || !name || own.has(name)) return []
    const purl = registry === 'npm' ? npmPurl(name, version) : npmPurl(name, version).replace('pkg:npm/', 'pkg:jsr/')
    const dev = /^@std\/(?:testing|assert|expect)$/.test(name) || !imported(alias)
    return [
      {
        name,
        ...(version ? { version } : {}),
        scope: dev ? ('dev' as const) : ('runtime' as const),
        manifest: unit.path,
        purl,
        sources: [unit.at('imports', alias)],
      },
    ]
  })
}

export function kindsOf(unit: DenoUnit, dependencies: Facts['dependencies']): Kind[] {
  // A workspace's root holds the imports of all its members: they say what it is.
  if (unit.members.length) return []
  const uses = (...names: string[]) => dependencies.some((dependency) => names.includes(dependency.name))
  if (isPublished(unit)) return unit.name && isCreator(unit.name) ? ['cli'] : ['library']
  if (uses('fresh', '@fresh/core', 'lume', 'preact', 'react', 'vue')) return ['web-app']
  if (uses('@oak/oak', '@hono/hono', 'hono', 'express')) return ['service']
  return unit.json.exports !== undefined ? ['library'] : []
}
