import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import { baseOf, folderOf, join, type Project } from '../../project'
import type { Module } from './module'

/** Tests in Terraform's own language stand beside the module or in its folder `tests`. */
const TEST = /\.(?:tftest|tofutest)\.hcl$/
/** Go libraries that apply the examples with real credentials and look at what came of it. */
const INTEGRATION =
  /\bgithub\.com\/(?:gruntwork-io\/terratest|GoogleCloudPlatform\/cloud-foundation-toolkit\/infra\/blueprint-test)\b/

/** Go modules of tests that apply the configuration. */
function integrationTests(project: Project): CommandCandidate[] {
  return project
    .named('go.mod')
    .filter((path) => project.role(path) === 'test' && INTEGRATION.test(project.text(path) ?? ''))
    .slice(0, 2)
    .map((path) => ({
      group: 'test',
      command: 'go test ./...',
      cwd: folderOf(path),
      purpose: 'Run the integration tests, which create real resources',
      rank: RANK.convention + 2,
      sources: [project.find(path, INTEGRATION)],
    }))
}

/**
 * What is typed in the folder of a module: `init`, checks and tests; plans and `apply` only where it is applied itself,
 * for a module is called by others. https://developer.hashicorp.com/terraform/cli/commands
 */
export function terraformCommands(project: Project, module: Module, tool: 'terraform' | 'tofu'): CommandCandidate[] {
  const { directory: cwd, isRoot } = module
  const settings: Source[] = [module.required?.source ?? { path: module.manifest }]
  const say = (
    group: CommandCandidate['group'],
    command: string,
    sources: Source[],
    purpose?: string,
    rank: number = RANK.convention,
  ): CommandCandidate => ({ group, command, cwd, ...(purpose && { purpose }), rank, sources })
  const nested = project.paths.some(
    (path) => /\.tf$/.test(path) && folderOf(path) !== cwd && (cwd === '.' || path.startsWith(`${cwd}/`)),
  )
  const deep = nested ? ' -recursive' : ''
  const tests = project
    .named(TEST)
    .filter(
      (path) => [cwd, join(cwd, 'tests')].includes(folderOf(path)) && (isRoot || project.role(path) !== 'example'),
    )
  const lint = project.inFolder('.').find((path) => /^\.tflint\.hcl$/.test(baseOf(path)))
  return [
    say('setup', `${tool} init`, settings, 'Download the providers and modules'),
    ...(isRoot ? [say('run', `${tool} plan`, settings, 'Show what would change')] : []),
    ...(isRoot ? [say('deploy', `${tool} apply`, settings)] : []),
    ...(tests.length ? [say('test', `${tool} test`, [{ path: tests[0]! }])] : []),
    say('lint', `${tool} fmt -check${deep}`, settings),
    ...(module.needsCaller
      ? []
      : [say('lint', `${tool} validate`, settings, 'Check the configuration', RANK.convention + 1)]),
    ...(lint
      ? [say('lint', nested ? 'tflint --recursive' : 'tflint', [{ path: lint }], undefined, RANK.convention + 1)]
      : []),
    say('format', `${tool} fmt${deep}`, settings),
    ...(cwd === '.' ? integrationTests(project) : []),
  ]
}
