import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup } from '../../facts'
import { type Project, record, string } from '../../project'
import { groupOfTask } from '../task-names'
import type { Group } from './workspace'

/** Words of scripts that release, or run on something beside the packages. */
const ASIDE = /publish|release|version|upgrade|example|devtools|docs?\b|site|markdown|watch|coverage|pods?\b/i
/** Scripts that make code or check it, by the words of Dart's own tools. */
const WORDS: readonly (readonly [RegExp, CommandGroup])[] = [
  [/^(?:analy[sz]e|lint)\b/, 'lint'],
  [/^(?:generate|gen|codegen|build_?runner|generate_?code)(?::all)?$/, 'setup'],
]
const groupOf = (name: string): CommandGroup | null =>
  ASIDE.test(name) ? null : (WORDS.find(([words]) => words.test(name))?.[1] ?? groupOfTask(name))

/** Scripts of a kind that are worth telling. */
const MOST = 2

/** What Melos does in a group: it is activated, links the packages, and runs the scripts that are named for what they are for. */
export function melosCommands(project: Project, { directory, melos, shared }: Group): CommandCandidate[] {
  const document = melos === null ? null : project.yaml(melos)
  if (!melos || !document) return []
  const inPubspec = melos.endsWith('pubspec.yaml')
  const keys = inPubspec ? ['melos', 'scripts'] : ['scripts']
  const table = inPubspec ? record(record(document.value).melos) : record(document.value)
  const commands: CommandCandidate[] = [
    {
      group: 'setup',
      command: 'dart pub global activate melos',
      cwd: directory,
      purpose: 'Install Melos, which runs tasks in all packages',
      rank: RANK.convention - 1,
      sources: [inPubspec ? document.at('melos') : { path: melos }],
    },
    {
      group: 'setup',
      command: 'melos bootstrap',
      cwd: directory,
      purpose: shared ? 'Resolve the workspace' : 'Fetch and link the packages',
      rank: RANK.convention - 1,
      sources: [{ path: melos }],
    },
  ]
  const said = new Map<string, number>()
  for (const [name, value] of Object.entries(record(table.scripts))) {
    const group = /^[a-z][\w:.-]*$/i.test(name) ? groupOf(name) : null
    const script = record(value)
    const runs = string(value) ?? string(script.run) ?? string(script.exec) ?? string(record(script.exec).command)
    if (!group || script.private === true) continue
    const count = said.get(group) ?? 0
    if (count === MOST || (runs === null && !Array.isArray(script.steps))) continue
    said.set(group, count + 1)
    const checks = group === 'format' && /--set-exit-if-changed/.test(runs ?? '')
    const purpose = string(script.description)
    commands.push({
      group: checks ? 'lint' : group,
      command: `melos run ${name}`,
      cwd: directory,
      ...(purpose && { purpose }),
      // Code is made when the packages are fetched.
      rank: group === 'setup' ? RANK.convention : RANK.script,
      sources: [document.at(...keys, name)],
    })
  }
  return commands
}
