import type { CommandCandidate, Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { baseOf, folderOf, type Project } from '../project'
import { contributionOf } from './manifest-facts'
import { PRE_COMMIT, preCommitCommands } from './pre-commit'
import { isReadme, MOST_README } from './readme-mention'
import { terraformCommands } from './terraform/commands'
import { EXAMPLE, MODULE_NAME, moduleCalls } from './terraform/install'
import { CONFIGURATION, MOST_FILE, type Module, readModule } from './terraform/module'
import { tools } from './terraform/tools'

/** Files of folders below the root in which a configuration says that it is one. */
const SETTINGS = /^(?:main|versions?|terraform|providers?|backend|variables|outputs)\.(?:tf|tofu)$/
/** Folders that hold a project's one configuration, where it has other code at its root. */
const DEEPEST = 3
const MOST_VERSION = 64

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (/^\.(?:terraform|opentofu)-version$/.test(path)) return MOST_VERSION
  if (PRE_COMMIT.includes(path)) return 65_536
  if (isReadme(path)) return MOST_README
  if (base === 'go.mod') return 32_768
  if (EXAMPLE.test(path)) return MOST_README
  if (!CONFIGURATION.test(base) || bytes > MOST_FILE) return 0
  const depth = path.split('/').length - 1
  return depth === 0 || (depth <= DEEPEST && SETTINGS.test(base)) ? bytes : 0
}

/** Folders below the root, or the root itself, whose own configuration is applied. */
function appliedFolders(project: Project): Module[] {
  const folders = new Set(
    project
      .own(/\.(?:tf|tofu)$/)
      .filter((path) => path.split('/').length - 1 <= DEEPEST && !/(?:^|\/)modules?\//i.test(path))
      .map(folderOf),
  )
  return [...folders].slice(0, 40).flatMap((folder) => {
    const module = readModule(project, folder)
    return module?.isRoot ? [module] : []
  })
}

/** The version that tfenv or tofuenv takes, and the constraint that the configuration states. */
function runtimes(project: Project, module: Module, name: 'terraform' | 'opentofu'): Facts['runtimes'] {
  const pin = `.${name}-version`
  const pinned = project.text(pin)?.match(/^v?(\d+(?:\.\d+)+)\s*$/m)?.[1]
  return [
    ...(module.required ? [{ name, constraint: module.required.constraint, sources: [module.required.source] }] : []),
    ...(pinned ? [{ name, constraint: pinned, sources: [{ path: pin, line: 1 }] }] : []),
  ]
}

/** A module of the root whose files, by name or by what they lack, are for others to call. */
const isCalled = (project: Project, module: Module) =>
  !module.isRoot || (MODULE_NAME.test(project.hostedName) && project.hasFolder('examples'))

function ofRoot(project: Project, found: Module): Contribution {
  const module = { ...found, isRoot: !isCalled(project, found) }
  const name =
    module.files.every((path) => path.endsWith('.tofu')) || project.has('.opentofu-version') ? 'opentofu' : 'terraform'
  const tool = name === 'opentofu' ? 'tofu' : 'terraform'
  const lockfile = ['.terraform.lock.hcl'].find(project.has)
  const commands: CommandCandidate[] = [
    ...(module.isRoot ? [] : moduleCalls(project)),
    ...terraformCommands(project, module, tool),
    ...preCommitCommands(project),
  ]
  const main = module.files.find((path) => /^main\./.test(path)) ?? module.manifest
  return {
    ...contributionOf('terraform', name, module.manifest, {
      name: null,
      description: null,
      version: null,
      license: null,
      private: false,
      kinds: ['infrastructure'],
      ...(lockfile && { lockfile }),
      requirements: module.providers.map(({ address, version, source }) => ({
        name: address,
        ...(version && { version }),
        scope: 'runtime',
        source,
      })),
      runtimes: runtimes(project, module, name),
      commands,
      entry_points: [
        { path: main, what: module.isRoot ? 'Root configuration' : 'Terraform module', sources: [{ path: main }] },
      ],
    }),
    frameworks: [
      {
        name: name === 'opentofu' ? 'OpenTofu' : 'Terraform',
        category: 'cloud',
        cwd: '.',
        sources: [module.required?.source ?? { path: module.manifest }],
      },
    ],
    surface: { inputs: module.inputs, outputs: module.outputs },
  }
}

/** A program with one configuration for what it runs on: that is how it is deployed, not what it is. */
function beside(project: Project, module: Module): Contribution {
  const commands = terraformCommands(project, module, 'terraform').filter(({ group }) => group === 'deploy')
  return { commands, runtimes: runtimes(project, module, 'terraform') }
}

/** Terraform and OpenTofu: https://developer.hashicorp.com/terraform/language, https://opentofu.org/docs/language */
export const terraform: Ecosystem = {
  name: 'terraform',
  packages: { terraform: ['HCL'] },
  tools,
  extensions: ['tf', 'tofu', 'md', 'mod'],
  wants,
  detect(project) {
    const root = readModule(project, '.')
    if (root) return ofRoot(project, root)
    const applied = appliedFolders(project)
    return applied.length === 1 ? beside(project, applied[0]!) : {}
  },
}
