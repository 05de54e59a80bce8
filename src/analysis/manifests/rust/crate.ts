import type { Facts, Source, Sourced } from '../../facts'
import { array, type Document, type Project, record, string, strings } from '../../project'
import { locate } from '../locate'
import { within } from '../within'

/** A program that a crate builds. */
export interface Binary {
  name: string
  /** Path of its `main` in the tree. */
  path: string
  source: Source
  /** Serves the work on the project: code generation, fixtures, benchmarks. */
  internal: boolean
  /** It is built only with features that are off by default. */
  gated: boolean
}

/** One Cargo package, with what it inherits from its workspace filled in. */
export interface Crate {
  directory: string
  manifest: string
  name: string
  nameSource: Source
  description: Sourced | null
  version: Sourced | null
  license: Sourced | null
  rustVersion: Sourced | null
  edition: Sourced | null
  /** crates.io accepts it: a description and a licence stand in it and nothing forbids publishing. */
  publishable: boolean
  /** Keywords or categories, which only crates.io shows. */
  presented: boolean
  binaries: Binary[]
  defaultRun: string | null
  /** Path of the library's root, when there is one. */
  library: string | null
  /** Procedural macros and C libraries are libraries of their own kinds. */
  macros: boolean
  dependencies: Facts['dependencies']
}

/** The value of a package key, or the workspace's where the manifest says `key.workspace = true`. */
function inherited(key: string, own: Document, workspace: Document | null): Sourced | null {
  const table = record(record(own.value).package)
  const text = string(table[key])
  if (text) return { value: text.replace(/\s+/g, ' '), sources: [own.at('package', key)] }
  if (record(table[key]).workspace !== true || !workspace) return null
  const shared = string(record(record(record(workspace.value).workspace).package)[key])
  return shared ? { value: shared.replace(/\s+/g, ' '), sources: [workspace.at('workspace', 'package', key)] } : null
}

/** Names of crates and programs that serve the work on the project. */
const INTERNAL =
  /^(?:xtasks?|tasks?|codegen|benchmarks?|benches|fuzz|examples?|ci|dev-?tools?|.*[-_](?:dev|tests?|bench(?:es|marks?)?|fuzz|codegen|xtask|fixtures?|stub|mock)|(?:gen|generate|build|tests?|bench|update|dev|mock|stress)[-_].*)$/i

/** Is a crate or program of this name, at this path, no product of the project? */
export const isInternal = (project: Project, name: string, path: string): boolean =>
  INTERNAL.test(name) || project.role(path) !== 'own' || /(?:^|\/)(?:fuzz|xtask)\//.test(path)

/** Does the manifest have this package key, itself or by inheritance? */
const hasKey = (key: string, own: Document) => Object.hasOwn(record(record(own.value).package), key)

const ENTRY_FILE = /^[^/]+\.rs$/

/** Programs: `[[bin]]` tables, `src/main.rs`, `src/bin/*.rs` and `src/bin/*` folders with a `main.rs`. */
function binariesOf(project: Project, directory: string, document: Document, name: string): Binary[] {
  const root = record(document.value)
  const found: Binary[] = []
  const add = (binary: Binary) => {
    if (!found.some((one) => one.name === binary.name || one.path === binary.path)) found.push(binary)
  }
  for (const [index, value] of array(root.bin).entries()) {
    const table = record(value)
    const title = string(table.name)
    if (!title) continue
    const guesses = [string(table.path), `src/bin/${title}.rs`, `src/bin/${title}/main.rs`, 'src/main.rs']
    const path = guesses
      .flatMap((guess) => (guess ? [within(directory, guess.replace(/^\.\//, ''))] : []))
      .find(project.has)
    if (!path) continue
    const source = locate(project, document.at('bin', index), `"${title}"`)
    const gated = strings(table['required-features']).length > 0
    add({ name: title, path, source, gated, internal: isInternal(project, title, path) })
  }
  const plain = (title: string, path: string): Binary => ({
    name: title,
    path,
    source: { path },
    gated: false,
    internal: isInternal(project, title, path),
  })
  if (record(root.package).autobins === false) return found
  const main = within(directory, 'src/main.rs')
  if (project.has(main)) add(plain(name, main))
  if (!project.hasFolder(within(directory, 'src/bin'))) return found
  const folder = `${within(directory, 'src/bin')}/`
  for (const path of project.paths) {
    if (!path.startsWith(folder)) continue
    const inner = path.slice(folder.length)
    if (ENTRY_FILE.test(inner)) add(plain(inner.slice(0, -3), path))
    else if (/^[^/]+\/main\.rs$/.test(inner)) add(plain(inner.split('/')[0]!, path))
  }
  return found
}

/** Reads one package; `null` for a virtual manifest or one without a name. */
export function readCrate(
  project: Project,
  directory: string,
  workspace: Document | null,
  dependenciesOf: (own: Document, workspace: Document | null) => Facts['dependencies'],
): Crate | null {
  const manifest = within(directory, 'Cargo.toml')
  const document = project.toml(manifest)
  const table = record(record(document?.value).package)
  const name = string(table.name)
  if (!document || !name) return null
  const lib = record(record(document.value).lib)
  const library = within(directory, string(lib.path)?.replace(/^\.\//, '') ?? 'src/lib.rs')
  const publish =
    record(table.publish).workspace === true
      ? record(record(record(workspace?.value).workspace).package).publish
      : table.publish
  const forbidden = publish === false || (Array.isArray(publish) && publish.length === 0)
  return {
    directory,
    manifest,
    name,
    nameSource: document.at('package', 'name'),
    description: inherited('description', document, workspace),
    version: inherited('version', document, workspace),
    license: inherited('license', document, workspace),
    rustVersion: inherited('rust-version', document, workspace),
    edition: inherited('edition', document, workspace),
    publishable:
      !forbidden &&
      hasKey('description', document) &&
      (hasKey('license', document) || hasKey('license-file', document)),
    presented: ['keywords', 'categories'].some((key) => hasKey(key, document)),
    binaries: binariesOf(project, directory, document, name),
    defaultRun: string(table['default-run']),
    library: project.has(library) ? library : null,
    macros: lib['proc-macro'] === true,
    dependencies: dependenciesOf(document, workspace),
  }
}

/** A crate that serves the work on the project and is not published on its own. */
export const isInternalCrate = (project: Project, { name, manifest, publishable }: Crate): boolean =>
  project.role(manifest) !== 'own' || (!publishable && isInternal(project, name, manifest))
