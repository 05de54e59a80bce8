import type { Facts, Source } from '../../facts'
import { foldersAbove } from '../../paths'
import { type Project, record, string } from '../../project'
import { calledIn } from '../ci-calls'
import { within } from '../within'
import type { Crate } from './crate'
import type { Workspace } from './workspace'

const WORKFLOW =
  /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$|^\.circleci\/config\.yml$|^\.cirrus\.yml$|^(?:Makefile|justfile|Justfile)$/

/** Where the maintainers call `cargo <pattern>` in CI or a task runner at the root, the repository's included; `null` when nowhere. */
export function cargoCall(project: Project, pattern: RegExp): Source | null {
  const files = [...project.paths, ...project.outside].filter((path) => WORKFLOW.test(path.replace(/^(?:\.\.\/)+/, '')))
  return calledIn(project, files, pattern)?.source ?? null
}

/** Files of a toolchain pin, and the channel or component lists in them. */
export function toolchain(project: Project, directory: string) {
  const folders = [directory, ...foldersAbove(project)]
  for (const path of folders.flatMap((folder) => [
    within(folder, 'rust-toolchain.toml'),
    within(folder, 'rust-toolchain'),
  ])) {
    const text = project.has(path) ? project.text(path) : null
    if (text === null) continue
    const table = text.includes('[toolchain]') ? record(record(project.toml(path)?.value).toolchain) : {}
    const channel = string(table.channel) ?? (text.includes('[') ? null : string(text.split('\n')[0]))
    return { path, channel, text }
  }
  return null
}

/** The Rust version that the project asks for: `rust-version` of its own crates, then a pinned toolchain. */
export function rustRuntime(
  project: Project,
  workspace: Workspace,
  main: Crate | null,
): Facts['runtimes'][number] | null {
  const candidates = [main, workspace.root, ...workspace.defaults].flatMap((crate) => crate?.rustVersion ?? [])
  const manifest = project.toml(workspace.manifest)
  const shared = string(record(record(record(manifest?.value).workspace).package)['rust-version'])
  const first = candidates[0]
  if (first) return { name: 'rust', constraint: `>=${first.value}`, sources: first.sources }
  if (shared && manifest)
    return { name: 'rust', constraint: `>=${shared}`, sources: [manifest.at('workspace', 'package', 'rust-version')] }
  const pinned = toolchain(project, workspace.directory)
  if (pinned?.channel && /\d/.test(pinned.channel))
    return { name: 'rust', constraint: pinned.channel, sources: [project.find(pinned.path, pinned.channel)] }
  const tools = within(workspace.directory, '.tool-versions')
  const version = project.has(tools) ? project.text(tools)?.match(/^rust\s+(\d[\w.]*)/m)?.[1] : undefined
  return version ? { name: 'rust', constraint: version, sources: [project.find(tools, /^rust\s/m)] } : null
}

/**
 * What shows that a crate is on crates.io under its name: a README that installs, adds or links it, or fields of the
 * manifest that only crates.io shows. `null` means that it must not be said.
 */
export function publication(project: Project, crate: Crate): Source | null {
  if (!crate.publishable) return null
  const escaped = crate.name.replace(/[-_]/g, '[-_]')
  if (!/^[\w[\]-]+$/.test(escaped)) return null
  const pattern = new RegExp(
    `(?:cargo\\s+(?:b?install|binstall|add)\\s+(?:-[\\w-]+\\s+)*${escaped}(?![\\w-])|crates\\.io/crates/${escaped}(?![\\w-])|shields\\.io/crates/\\w+/${escaped}(?![\\w-])|docs\\.rs/${escaped}(?![\\w-]))`,
  )
  for (const path of [
    ...new Set([
      within(crate.directory, 'README.md'),
      'README.md',
      ...project.inFolder('.').filter((p) => /^readme(?:\.\w+)?$/i.test(p)),
    ]),
  ])
    if (project.has(path) && pattern.test(project.text(path) ?? '')) return project.find(path, pattern)
  return crate.presented ? project.find(crate.manifest, /^(?:keywords|categories)\b/m) : null
}
