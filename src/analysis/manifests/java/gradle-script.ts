import type { Facts } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { folderOf, join, type Project } from '../../project'
import { type Catalogue, catalogued } from './catalogue'
import { blocks, closing, withoutComments } from './gradle-blocks'
import { gradleDependencies } from './gradle-dependencies'
import { interpolated, versionNames } from './gradle-versions'

/** What one Gradle build script applies and needs. */
export interface Script {
  path: string
  plugins: { id: string; version: string | null; applied: boolean; line: number }[]
  dependencies: Facts['dependencies']
  /** The script without comments and with the same line numbers. */
  text: string
  /** The scripts that it applies, as `text` is: `apply from: 'publish.gradle'`. */
  applied: { path: string; text: string }[]
}

/** Kotlin DSL and Groovy short names of core plugins that are written without `id`. */
const CORE =
  /^\s*(?:`([\w-]+)`|(java|application|groovy|scala|war|antlr|checkstyle|jacoco|idea|signing|pmd|java-library|maven-publish))\s*$/
const ID =
  /(?:\bid[ \t]{0,20}\(?[ \t]{0,20}["']([\w.-]+)["'][ \t]{0,20}\)?|\bkotlin[ \t]{0,20}\([ \t]{0,20}["']([\w.-]+)["'][ \t]{0,20}\)|\balias[ \t]{0,20}\([ \t]{0,20}(\w+)\.plugins\.([\w.]+)\s*\))([^\n;]{0,200})/g

/** Plugins of the `plugins` block and of `apply plugin`. */
function pluginsOf(text: string, catalogue: Catalogue, properties: ReadonlyMap<string, string>): Script['plugins'] {
  const found: Script['plugins'] = []
  const lineOf = lineCounter(text)
  for (const { body, at } of blocks(text, 'plugins', true)) {
    for (const match of body.matchAll(ID)) {
      const rest = match[5] ?? ''
      const listed = match[4] ? catalogue.plugins.get(catalogued(match[4])) : undefined
      const id = match[1] ?? (match[2] ? `org.jetbrains.kotlin.${match[2]}` : listed?.id)
      if (!id) continue
      const written = rest.match(/\bversion\s*\(?\s*["']([^"']+)["']/)?.[1]
      const version = written ? interpolated(written, properties) : (listed?.version ?? null)
      found.push({ id, version, applied: !/\bapply\s*\(?\s*false/.test(rest), line: lineOf(at + match.index) })
    }
    let offset = at
    for (const line of body.split(/[\n;]/)) {
      const core = line.match(CORE)
      const id = core?.[1] ?? core?.[2]
      if (id) found.push({ id, version: null, applied: true, line: lineOf(offset) })
      offset += line.length + 1
    }
  }
  for (const match of text.matchAll(
    /\bapply[ \t]{0,20}\(?[ \t]{0,20}plugin[ \t]{0,20}[:=][ \t]{0,20}["']([\w.-]+)["']/g,
  ))
    found.push({ id: match[1]!, version: null, applied: true, line: lineOf(match.index) })
  return found
}

/** A script of what stands in `text`, comments already blanked out. */
export function scriptOf(
  path: string,
  text: string,
  catalogue: Catalogue,
  shared: ReadonlyMap<string, string>,
): Script {
  const properties = new Map([...shared, ...versionNames([text])])
  return {
    path,
    text,
    applied: [],
    plugins: pluginsOf(text, catalogue, properties),
    dependencies: gradleDependencies(path, text, catalogue, properties),
  }
}

/** Reads a build script of either language; `null` when it was not read. */
export function readScript(
  project: Project,
  path: string,
  catalogue: Catalogue,
  shared: ReadonlyMap<string, string>,
): Script | null {
  const raw = project.text(path)
  if (raw === null) return null
  const script = scriptOf(path, withoutComments(raw), catalogue, shared)
  const others = appliedScripts(project, script).map(({ path: other, line }) => ({
    line,
    script: scriptOf(other, withoutComments(project.text(other) ?? ''), catalogue, shared),
  }))
  return {
    ...script,
    applied: others.map((other) => ({ path: other.script.path, text: other.script.text })),
    plugins: [
      ...script.plugins,
      ...others.flatMap(({ script: { plugins }, line }) => plugins.map((one) => ({ ...one, line }))),
    ],
    dependencies: [...script.dependencies, ...others.flatMap((other) => other.script.dependencies)],
  }
}

const MOST_APPLIED = 10
const APPLY =
  /\bapply[ \t]{0,9}\(?[ \t]{0,9}from[ \t]{0,9}[:=][ \t]{0,9}(?:rootProject\.|project\.)?(?:file\()?[ \t]{0,9}["'](?:\$\{?[\w.]{1,60}\}?\/)?([^"'$\n]{1,200}\.gradle(?:\.kts)?)["']/g

/** Scripts of the tree that a script applies, by their paths from its folder or from the build's root. */
function appliedScripts(project: Project, { path, text }: Script): { path: string; line: number }[] {
  const lineOf = lineCounter(text)
  return [...text.matchAll(APPLY)].slice(0, MOST_APPLIED).flatMap((match) => {
    const found = [folderOf(path), '.']
      .flatMap((folder) => join(folder, match[1]!) ?? [])
      .find((other) => other !== path && project.has(other))
    return found ? [{ path: found, line: lineOf(match.index) }] : []
  })
}

/** Blocks of one script that are given to other projects. */
const MOST_PROJECTS = 300

/**
 * A root script without what it says of single projects, and what it says of each: `project(':core') { … }`, the lines
 * where they were.
 */
export function projectBlocks(text: string): { rest: string; of: ReadonlyMap<string, string> } {
  const of = new Map<string, string>()
  const lineOf = lineCounter(text)
  let rest = ''
  let from = 0
  for (const match of text.matchAll(/^project[ \t]*\([ \t]*["'](:?[\w.:-]{1,200})["'][ \t]*\)[ \t]*\{/gm)) {
    if (match.index < from || of.size === MOST_PROJECTS) continue
    const end = closing(text, match.index + match[0].length - 1)
    const path = `:${match[1]!.replace(/^:/, '')}`
    const lines = '\n'.repeat(lineOf(match.index) - 1)
    of.set(path, `${of.get(path) ?? ''}${lines}${text.slice(match.index + match[0].length, end - 1)}`)
    rest += text.slice(from, match.index) + text.slice(match.index, end).replace(/[^\n]/g, '')
    from = end
  }
  return { rest: rest + text.slice(from), of }
}
