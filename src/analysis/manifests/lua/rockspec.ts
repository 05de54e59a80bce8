import type { Source, Sourced } from '../../facts'
import { folderOf, join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { isTable, type LuaValue, luaAssignments } from './literal'

/** What a rockspec says (https://github.com/luarocks/luarocks/blob/main/docs/rockspec_format.md). */
export interface Rockspec {
  path: string
  name: Sourced
  version: Sourced | null
  summary: Sourced | null
  license: Sourced | null
  /** The constraint on Lua itself. */
  lua: Sourced | null
  requirements: Requirement[]
  /** What tests the rock: `busted`, `command`. */
  test: { type: string; source: Source } | null
  binaries: { name: string; entry: string; source: Source }[]
  /** The file of the module that bears the rock's name. */
  main: { path: string; source: Source } | null
  labels: string[]
}

const text = (value: LuaValue | undefined): string | null =>
  typeof value === 'string' && value.trim() ? value.trim() : null
/** Development versions, which name no release. */
const UNRELEASED = /^(?:scm|dev|git|cvs|head|main|master|latest)\b/i

/** `name >= 1.0` of a dependency list. */
function requirement(value: string, scope: Requirement['scope'], source: Source): Requirement | null {
  const match = value.trim().match(/^([\w./-]+)\s*(.{0,100})$/)
  if (!match) return null
  const version = match[2]!.trim()
  return { name: match[1]!, ...(version && { version }), scope, source }
}

export function readRockspec(project: Project, path: string): Rockspec | null {
  const known = luaAssignments(project.text(path) ?? '')
  const at = (line: number): Source => ({ path, line })
  const field = (group: string, key: string): Sourced | null => {
    const table = known.get(group)?.value
    const found = isTable(table) ? table.fields.get(key) : undefined
    const value = text(found?.value)
    return found && value ? { value: value.replace(/\s+/g, ' '), sources: [at(found.line)] } : null
  }
  const summary = field('description', 'summary')
  const detailed = field('description', 'detailed')
  const slogan = summary === null || /[.!]\s+\S/.test(summary.value)
  const named = known.get('package')
  const name = text(named?.value)
  if (!named || !name) return null
  const versioned = known.get('version')
  const version = text(versioned?.value)?.replace(/-\d+$/, '')
  const list = (key: string, scope: Requirement['scope']) => {
    const table = known.get(key)?.value
    return (isTable(table) ? table.items : []).flatMap(({ value, line }) => {
      const one = text(value)
      return (one ? requirement(one, scope, at(line)) : null) ?? []
    })
  }
  const runtime = list('dependencies', 'runtime')
  const lua = runtime.find(({ name: one }) => one === 'lua')
  const test = known.get('test')?.value
  const type = isTable(test) ? test.fields.get('type') : undefined
  const build = known.get('build')?.value
  const install = isTable(build) ? build.fields.get('install')?.value : undefined
  const bin = isTable(install) ? install.fields.get('bin')?.value : undefined
  const modules = isTable(build) ? build.fields.get('modules')?.value : undefined
  const file = (value: LuaValue) => {
    const one = text(value)
    const target = one && join(folderOf(path), one)
    return target && project.has(target) ? target : null
  }
  const binaries = isTable(bin)
    ? [
        ...bin.items.map(({ value, line }) => ({ name: text(value)?.split('/').at(-1), value, line })),
        ...[...bin.fields].map(([key, { value, line }]) => ({ name: key, value, line })),
      ].flatMap((one) => {
        const entry = file(one.value)
        return one.name && entry ? [{ name: one.name, entry, source: at(one.line) }] : []
      })
    : []
  const module = isTable(modules)
    ? (modules.fields.get(name) ??
      modules.fields.get(`${name}.init`) ??
      (modules.fields.size === 1 ? [...modules.fields.values()][0] : undefined))
    : undefined
  const main = module && file(module.value)
  const description = known.get('description')?.value
  const labels = isTable(description) ? description.fields.get('labels')?.value : undefined
  return {
    path,
    name: { value: name, sources: [at(named.line)] },
    version:
      version && versioned && !UNRELEASED.test(version) ? { value: version, sources: [at(versioned.line)] } : null,
    // Several sentences are a slogan: what it is stands in the longer text.
    summary: slogan && detailed ? detailed : summary,
    license: field('description', 'license'),
    lua: lua?.version ? { value: lua.version, sources: [lua.source] } : null,
    requirements: [
      ...runtime.filter((one) => !/^luajit$|^lua$/.test(one.name)),
      ...list('build_dependencies', 'build'),
      ...list('test_dependencies', 'dev'),
    ],
    test: type && text(type.value) ? { type: text(type.value)!, source: at(type.line) } : null,
    binaries,
    main: module && main ? { path: main, source: at(module.line) } : null,
    labels: isTable(labels) ? labels.items.flatMap(({ value }) => text(value)?.toLowerCase() ?? []) : [],
  }
}
