import type { Source } from '../../facts'
import { type Project, record, string } from '../../project'
import { calledIn } from '../ci-calls'
import { within } from '../within'
import type { Manifest } from './manifest'

export type ManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun' | 'deno'

/** How a manager's commands are written. */
export interface Idiom {
  lockfiles: readonly string[]
  install: string
  run(script: string): string
  /** Runs the binary of an installed package. */
  exec: string
}

/** Names that the manager's own command line takes, so that a script of that name needs `run`. */
const PNPM_OWN = new Set(
  'add approve-builds audit bin cat-file cat-index cache ci config create dedupe deploy dlx doctor env exec fetch find-hash help ignored-builds import init install install-test licenses link list outdated pack patch patch-commit patch-remove prune publish rebuild remove restart root run self-update server setup store unlink update version why'.split(
    ' ',
  ),
)
const YARN_OWN = new Set(
  'add audit autoclean bin cache check config constraints create dedupe dlx exec explain generate-lock-entry global help import info init install licenses link list login logout node npm outdated owner pack patch patch-commit plugin policies publish rebuild remove run search set stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspace workspaces'.split(
    ' ',
  ),
)

export const IDIOMS: Record<ManagerName, Idiom> = {
  npm: {
    lockfiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    install: 'npm install',
    run: (script) => (script === 'test' || script === 'start' ? `npm ${script}` : `npm run ${script}`),
    exec: 'npx',
  },
  pnpm: {
    lockfiles: ['pnpm-lock.yaml'],
    install: 'pnpm install',
    run: (script) => (PNPM_OWN.has(script) ? `pnpm run ${script}` : `pnpm ${script}`),
    exec: 'pnpm exec',
  },
  yarn: {
    lockfiles: ['yarn.lock'],
    install: 'yarn install',
    run: (script) => (YARN_OWN.has(script) ? `yarn run ${script}` : `yarn ${script}`),
    exec: 'yarn',
  },
  bun: {
    lockfiles: ['bun.lock', 'bun.lockb'],
    install: 'bun install',
    run: (script) => `bun run ${script}`,
    exec: 'bunx',
  },
  deno: { lockfiles: ['deno.lock'], install: 'deno install', run: (script) => `deno task ${script}`, exec: 'deno run' },
}

export interface Manager {
  name: ManagerName
  lockfile?: string
  sources: Source[]
}

const isManager = (name: string | null | undefined): name is ManagerName =>
  name === 'npm' || name === 'pnpm' || name === 'yarn' || name === 'bun' || name === 'deno'

/** Lock files of a folder, the rarer manager first: a stray `package-lock.json` is the commonest leftover. */
const LOCK_ORDER: readonly ManagerName[] = ['bun', 'pnpm', 'yarn', 'npm']

/** A manager's install step as CI files and documents write it. */
const MENTION: Partial<Record<ManagerName, RegExp>> = {
  pnpm: /\bpnpm (?:i|ci|install)\b/,
  yarn: /\byarn(?: install\b|[ \t]*$|[ \t]*--(?:frozen-lockfile|immutable))/m,
  bun: /\bbun (?:i|install)\b/,
  npm: /\bnpm (?:i|ci|install)\b(?![ \t]+(?:-g|--global)\b)/,
}

export const CI_FILES =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci\/config\.yml|\.travis\.yml|azure-pipelines\.yml)$/
const DOCUMENTS = /^(?:contributing|readme|development)\.(?:md|markdown)$/i

/** The manager that the manifest itself names: `packageManager`, `devEngines`, `volta` or `engines`. */
function stated(manifest: Manifest): Manager | null {
  const field = string(manifest.json.packageManager)?.split('@')[0]
  if (isManager(field)) return { name: field, sources: [manifest.at('packageManager')] }
  const dev = record(manifest.json.devEngines).packageManager
  const first = string(record(Array.isArray(dev) ? dev[0] : dev).name)
  if (isManager(first)) return { name: first, sources: [manifest.at('devEngines', 'packageManager')] }
  const engines = record(manifest.json.engines)
  // `engines.npm` stands in many manifests that another manager installs, so only the others tell.
  for (const name of ['pnpm', 'yarn', 'bun'] as const) {
    if (Object.hasOwn(engines, name) && !/please|use npm|do not|don't/i.test(string(engines[name]) ?? ''))
      return { name, sources: [manifest.at('engines', name)] }
  }
  return null
}

/** First of the managers that the files of `paths` install with, by what `find` sees in them, in the order of `among`. */
function mentioned(
  paths: readonly string[],
  among: readonly ManagerName[],
  find: (path: string, pattern: RegExp) => Source | null,
): Manager | null {
  for (const path of paths)
    for (const name of among) {
      const pattern = MENTION[name]
      const source = pattern ? find(path, pattern) : null
      if (source) return { name, sources: [source] }
    }
  return null
}

/**
 * Which manager installs the packages of `manifest`: its own statement, then the lock file, CI, documents.
 * `inherited` decides for a nested manifest that says nothing; npm is every Node's own.
 */
export function managerOf(project: Project, manifest: Manifest, inherited: ManagerName | null): Manager {
  const file = (name: string) => within(manifest.directory, name)
  const lockOf = (name: ManagerName) => IDIOMS[name].lockfiles.map(file).find((path) => project.has(path))
  const withLock = (manager: Manager): Manager => {
    const lockfile = lockOf(manager.name)
    return lockfile ? { ...manager, lockfile, sources: [...manager.sources, { path: lockfile }] } : manager
  }
  const own = stated(manifest)
  if (own) return withLock(own)
  const locks = LOCK_ORDER.filter((name) => lockOf(name))
  if (locks.length === 1 && locks[0]) return withLock({ name: locks[0], sources: [] })
  const atRoot = manifest.directory === '.'
  const among = locks.length ? locks : LOCK_ORDER
  const hint = atRoot
    ? (mentioned(
        project.paths.filter((p) => CI_FILES.test(p)),
        among,
        (path, pattern) => calledIn(project, [path], pattern)?.source ?? null,
      ) ??
      mentioned(
        project.paths.filter((p) => DOCUMENTS.test(p)),
        among,
        (path, pattern) => (pattern.test(project.text(path) ?? '') ? project.find(path, pattern) : null),
      ))
    : null
  if (hint) return withLock({ ...hint, sources: [{ path: manifest.path }, ...hint.sources] })
  const name = locks[0] ?? (project.has(file('pnpm-workspace.yaml')) ? 'pnpm' : (inherited ?? 'npm'))
  return withLock({ name, sources: [{ path: manifest.path }] })
}

/** What a contributor types to install: `npm ci` needs a lock file, and a shrinkwrap counts as one. */
export function setupCommand(manager: Manager): string {
  if (manager.name === 'npm' && manager.lockfile) return 'npm ci'
  return IDIOMS[manager.name].install
}

/** Names of the managers with a lock file beside the manifest, for the warning about several. */
export const lockedManagers = (project: Project, directory: string): ManagerName[] =>
  LOCK_ORDER.filter((name) => IDIOMS[name].lockfiles.some((lock) => project.has(within(directory, lock))))
