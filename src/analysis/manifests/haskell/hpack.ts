import type { Sourced } from '../../facts'
import { folderOf, type Project, record, string, strings } from '../../project'
import type { Requirement } from '../manifest-facts'
import { type Component, componentScope, type HaskellPackage, lowestCompiler, mainFile } from './cabal-file'

/** Reads hpack's `package.yaml` (https://github.com/sol/hpack); `null` without a name. */
export function readHpack(project: Project, path: string): HaskellPackage | null {
  const document = project.yaml(path)
  const table = record(document?.value)
  const directory = folderOf(path)
  const value = string(table.name)
  if (!document || !value || !/^[A-Za-z0-9][\w-]*$/.test(value)) return null
  const said = (key: string): Sourced | null => {
    const found = typeof table[key] === 'number' ? String(table[key]) : string(table[key])
    return found ? { value: found, sources: [document.at(key)] } : null
  }
  const listed = (from: unknown): string[] =>
    string(from)
      ? [string(from)!]
      : Array.isArray(from)
        ? from.flatMap((one) => string(one) ?? string(record(one).name) ?? [])
        : Object.keys(record(from))
  const requirements = (from: unknown, scope: Requirement['scope'], source: Requirement['source']): Requirement[] =>
    listed(from).flatMap((one) => {
      const match = one.match(/^([A-Za-z][\w-]*)\s*(.{0,100})$/)
      return match ? [{ name: match[1]!, ...(match[2] && { version: match[2] }), scope, source }] : []
    })
  const component = (
    kind: Component['kind'],
    name: string,
    from: unknown,
    source: Requirement['source'],
  ): Component => {
    const own = record(from)
    const folders = string(own['source-dirs']) ? [string(own['source-dirs'])!] : strings(own['source-dirs'])
    const scope = componentScope(kind)
    return {
      kind,
      name,
      line: source.line ?? 1,
      main: mainFile(project, directory, folders, string(own.main) ?? undefined),
      gated: own.buildable === false,
      requirements: [
        ...requirements(table.dependencies, scope, document.at('dependencies')),
        ...requirements(own.dependencies, scope, source),
      ],
    }
  }
  const many = (key: string, kind: Component['kind']) =>
    Object.entries(record(table[key])).map(([name, own]) => component(kind, name, own, document.at(key, name)))
  const tested = said('tested-with')
  const lowest = tested && lowestCompiler(tested.value)
  return {
    path,
    directory,
    name: { value, sources: [document.at('name')] },
    version: said('version'),
    synopsis: said('synopsis'),
    license: said('license'),
    tested: tested && lowest ? { value: lowest, sources: tested.sources } : null,
    complete:
      said('license') !== null && said('synopsis') !== null && said('maintainer') !== null && said('category') !== null,
    components: [
      ...(Object.hasOwn(table, 'library') ? [component('library', value, table.library, document.at('library'))] : []),
      ...(Object.hasOwn(table, 'executable')
        ? [component('executable', value, table.executable, document.at('executable'))]
        : []),
      ...many('executables', 'executable'),
      ...many('tests', 'test-suite'),
      ...many('benchmarks', 'benchmark'),
    ],
  }
}
