import { type CommandCandidate, RANK } from '../../detector'
import { sameName } from '../../names'
import type { Project } from '../../project'
import { inReadme } from '../readme-mention'

/** Repositories that a registry takes: https://developer.hashicorp.com/terraform/registry/modules/publish#requirements */
export const MODULE_NAME = /^terraform-([a-z0-9]+)-([\w-]+)$/i

/** A configuration to copy, which calls the module as a whole. */
export const EXAMPLE = /^[\w-]+\.tf\.example$/

/** A module's name as a label in configuration. */
const labelOf = (name: string) => name.replace(/[^\w-]+/g, '_').replace(/-/g, '_')

const call = (label: string, source: string) => `module "${labelOf(label)}" { source = "${source}" }`

/** How others call a module: by the address in a registry or in Git that the README shows for it. */
export function moduleCalls(project: Project): CommandCandidate[] {
  const repository = project.hostedName
  const [, provider, name] = repository.match(MODULE_NAME) ?? []
  const say = (command: string, sources: CommandCandidate['sources']): CommandCandidate[] => [
    {
      group: 'install',
      command,
      cwd: '.',
      purpose: 'Call the module in a configuration',
      rank: RANK.convention,
      sources,
    },
  ]
  if (provider && name) {
    const address = new RegExp(`\\bsource\\s{0,20}=\\s{0,20}"((?:[\\w.-]{1,100}/)?[\\w-]{1,100}/${name}/${provider})"`)
    const published = inReadme(project, '.', address)
    const example = project.inFolder('.').find((path) => EXAMPLE.test(path) && address.test(project.text(path) ?? ''))
    const shown =
      published ??
      (example ? { match: project.text(example)!.match(address)!, source: project.find(example, address) } : null)
    if (shown) return say(call(name, shown.match[1]!), [shown.source])
  }
  const git = inReadme(
    project,
    '.',
    /\bsource\s{0,20}=\s{0,20}"((?:git::(?:https|ssh):\/\/[\w.@-]+\/|git@[\w.-]+:|github\.com\/|gitlab\.com\/)[\w.-]{1,100}\/([\w.-]{1,100}?)(?:\.git)?(?:\?ref=[\w.-]+)?)"/,
  )
  return git && sameName(git.match[2]!) === sameName(repository)
    ? say(call(name ?? repository, git.match[1]!), [git.source])
    : []
}
