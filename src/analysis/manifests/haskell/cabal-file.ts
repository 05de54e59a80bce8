import type { Sourced } from '../../facts'
import { folderOf, join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'

/** A part of a package that is built by itself. */
export interface Component {
  kind: 'library' | 'executable' | 'test-suite' | 'benchmark'
  name: string
  line: number
  /** Source file that it begins at, where that exists. */
  main: string | null
  /** Some condition keeps it from being built. */
  gated: boolean
  requirements: Requirement[]
}

/** A Cabal package, by its `.cabal` file or by hpack's `package.yaml`. */
export interface HaskellPackage {
  path: string
  directory: string
  name: Sourced
  version: Sourced | null
  synopsis: Sourced | null
  license: Sourced | null
  /** Compilers it says it is tested with, lowest version. */
  tested: Sourced | null
  /** Its manifest has what Hackage asks for. */
  complete: boolean
  components: Component[]
}

interface Field {
  value: string
  line: number
  /** The condition that it stands under: `flag(dev)`, or `else` and what that is the other case of. */
  when: string | null
}
interface Stanza {
  kind: string
  name: string
  line: number
  fields: Map<string, Field[]>
}

const MOST_LINES = 8_000
const STANZA =
  /^(library|executable|test-suite|benchmark|common|flag|source-repository|foreign-library|custom-setup)(?:\s+([\w.-]+))?\s*$/i
const FIELD = /^(\s*)([A-Za-z][\w-]*)\s*:(.*)$/

/** Stanzas of a `.cabal` file, its own fields first; what stands in conditions counts as if they held. https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html */
function stanzasOf(text: string): Stanza[] {
  const found: Stanza[] = [{ kind: '', name: '', line: 1, fields: new Map() }]
  let field: Field | null = null
  let depth = 0
  // Conditions around a line, the innermost last, with their indentation.
  let conditions: { indent: number; text: string }[] = []
  for (const [index, raw] of text.split('\n').slice(0, MOST_LINES).entries()) {
    const line = raw.length > 2_000 ? '' : raw.replaceAll('\t', '        ')
    if (/^\s*(?:--.*)?$/.test(line)) continue
    const head = line.match(STANZA)
    if (head) {
      found.push({ kind: head[1]!.toLowerCase(), name: head[2] ?? '', line: index + 1, fields: new Map() })
      field = null
      conditions = []
      continue
    }
    const indent = line.length - line.trimStart().length
    if (field && indent > depth) {
      field.value += `\n${line.trim()}`
      continue
    }
    field = null
    const condition = line.match(/^\s*(if|elif|else)\b(.*)$/i)
    const closed = conditions.find((one) => one.indent === indent)
    conditions = conditions.filter((one) => one.indent < indent)
    if (condition) {
      const text = condition[1]!.toLowerCase() === 'else' ? `else ${closed?.text ?? ''}` : condition[2]!.trim()
      conditions.push({ indent, text })
      continue
    }
    const match = line.match(FIELD)
    if (!match) continue
    depth = match[1]!.length
    field = { value: match[3]!.trim(), line: index + 1, when: conditions.at(-1)?.text ?? null }
    const { fields } = found.at(-1)!
    const key = match[2]!.toLowerCase()
    fields.set(key, [...(fields.get(key) ?? []), field])
  }
  return found
}

const first = (stanza: Stanza | undefined, key: string): Field | undefined => stanza?.fields.get(key)?.[0]
const words = (value: string) => value.split(/[\s,]+/).filter(Boolean)

/** Entries of `build-depends`, each with its line. */
function requirementsOf(path: string, fields: readonly Field[], scope: Requirement['scope']): Requirement[] {
  return fields.flatMap(({ value, line }) => {
    let at = line
    return value.split(',').flatMap((part) => {
      const lead = part.length - part.trimStart().length
      const own = at + (part.slice(0, lead).match(/\n/g)?.length ?? 0)
      at += part.match(/\n/g)?.length ?? 0
      const plain = part.replace(/(?:^|\n)\s*--[^\n]*/g, '\n').trim()
      const match = plain.match(/^([A-Za-z][\w-]*)(?::(?:[\w-]+|\{[^}]*\}))?\s*([\s\S]{0,200})$/)
      const version = match?.[2]?.replace(/\s+/g, ' ').trim()
      return match ? [{ name: match[1]!, ...(version && { version }), scope, source: { path, line: own } }] : []
    })
  })
}

/** Scope of what a component needs: tests and benchmarks are not the product. */
export const componentScope = (kind: string): Requirement['scope'] =>
  kind === 'test-suite' || kind === 'benchmark' ? 'dev' : 'runtime'

export function mainFile(
  project: Project,
  directory: string,
  folders: readonly string[],
  main: string | undefined,
): string | null {
  if (!main) return null
  for (const folder of folders.length ? folders : ['.']) {
    const path = join(directory, folder === '.' ? main : `${folder}/${main}`)
    if (path && project.has(path)) return path
  }
  return null
}

/** Lowest of the compiler versions in a `tested-with`. */
export function lowestCompiler(value: string): string | null {
  const versions = [...value.matchAll(/(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?/g)].map(([all, a, b, c]) => ({
    all,
    order: Number(a) * 1e4 + Number(b) * 100 + Number(c ?? 0),
  }))
  return versions.toSorted((a, b) => a.order - b.order)[0]?.all ?? null
}

/** Reads a `.cabal` file; `null` without a name. */
export function readCabalFile(project: Project, path: string): HaskellPackage | null {
  const text = project.text(path)
  if (text === null) return null
  const directory = folderOf(path)
  const [top, ...stanzas] = stanzasOf(text)
  const said = (key: string): Sourced | null => {
    const field = first(top, key)
    const value = field?.value.replace(/\s+/g, ' ').trim()
    return field && value ? { value, sources: [{ path, line: field.line }] } : null
  }
  const name = said('name')
  if (!name || !/^[A-Za-z0-9][\w-]*$/.test(name.value)) return null
  const shared = new Map(stanzas.filter(({ kind }) => kind === 'common').map((one) => [one.name, one]))
  const gather = (stanza: Stanza, key: string, depth = 0): Field[] => [
    ...(stanza.fields.get(key) ?? []),
    ...(depth > 5
      ? []
      : (stanza.fields.get('import') ?? []).flatMap(({ value }) =>
          words(value).flatMap((one) => (shared.has(one) ? gather(shared.get(one)!, key, depth + 1) : [])),
        )),
  ]
  const off = new Set(
    stanzas
      .filter((one) => one.kind === 'flag' && /^false$/i.test(first(one, 'default')?.value ?? ''))
      .map(({ name: flag }) => flag.toLowerCase()),
  )
  /** Does a condition hold as long as nobody sets flags? Those on the platform don't, as most are about others. */
  const holds = (when: string | null): boolean => {
    if (when === null) return true
    const flag = when.match(/^(else )?(!)?\s*flag\(\s*([\w-]+)\s*\)$/i)
    return flag !== null && (flag[1] !== undefined) !== ((flag[2] !== undefined) === off.has(flag[3]!.toLowerCase()))
  }
  const components = stanzas.flatMap((stanza): Component[] => {
    const { kind } = stanza
    if (kind !== 'library' && kind !== 'executable' && kind !== 'test-suite' && kind !== 'benchmark') return []
    const folders = gather(stanza, 'hs-source-dirs').flatMap(({ value }) => words(value))
    return [
      {
        kind,
        name: stanza.name || name.value,
        line: stanza.line,
        main: mainFile(project, directory, folders, gather(stanza, 'main-is')[0]?.value.trim()),
        gated: gather(stanza, 'buildable').some(({ value, when }) => /^false$/i.test(value) && holds(when)),
        requirements: requirementsOf(path, gather(stanza, 'build-depends'), componentScope(kind)),
      },
    ]
  })
  const tested = first(top, 'tested-with')
  const lowest = tested && lowestCompiler(tested.value)
  return {
    path,
    directory,
    name,
    version: said('version'),
    synopsis: said('synopsis') ?? said('description'),
    license: said('license'),
    tested: tested && lowest ? { value: lowest, sources: [{ path, line: tested.line }] } : null,
    complete:
      said('license') !== null && said('synopsis') !== null && said('maintainer') !== null && said('category') !== null,
    components,
  }
}

/** Folders of the packages that a `cabal.project` names. https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html */
export function projectPackages(project: Project, path: string): string[] {
  const directory = folderOf(path)
  const [top] = stanzasOf(project.text(path) ?? '')
  const patterns = ['packages', 'optional-packages']
    .flatMap((key) => top?.fields.get(key) ?? [])
    .flatMap(({ value }) => words(value.replace(/(?:^|\n)\s*--[^\n]*/g, '\n')))
  return patterns
    .map((one) => one.replace(/[^/]*\.cabal$/, '').replace(/\/+$/, '') || '.')
    .map((one) => (one === '.' || one === './' ? directory : within(directory, one.replace(/^\.\//, ''))))
}
