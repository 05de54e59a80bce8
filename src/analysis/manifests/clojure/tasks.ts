import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { folderOf, type Project } from '../../project'
import { entries, formsOf, listOf, textOf, wordOf } from '../s-expressions'
import { groupOfTask } from '../task-names'
import { within } from '../within'

/** Tasks of a `bb.edn` whose names tell what they are for. https://book.babashka.org/#tasks */
export function babashkaTasks(project: Project, path: string): CommandCandidate[] {
  const form = formsOf(project.text(path) ?? '')[0]
  const tasks = entries(listOf(entries(listOf(form)).get(':tasks')?.value))
  const taken = new Map<CommandGroup, number>()
  const plain = [...tasks].toSorted(([a], [b]) => a.split(/[:-]/).length - b.split(/[:-]/).length)
  return plain.flatMap(([name, { value, line }]) => {
    const group = groupOfTask(name)
    const count = group ? (taken.get(group) ?? 0) : 0
    if (
      !group ||
      count > 1 ||
      !/^[a-z][\w:./-]*$/.test(name) ||
      /watch|ci$|^init/.test(name) ||
      (group === 'run' && /[:-]/.test(name))
    )
      return []
    taken.set(group, count + 1)
    const purpose = textOf(entries(listOf(value)).get(':doc')?.value)
    return [
      {
        group,
        command: `bb ${name}`,
        cwd: folderOf(path),
        ...(purpose && { purpose }),
        rank: RANK.task,
        sources: [{ path, line }],
      },
    ]
  })
}

/** Builds of a `shadow-cljs.edn` for a browser or Node.js, where npm brings the tool. https://shadow-cljs.github.io/docs/UsersGuide.html */
export function shadowBuilds(project: Project, path: string): { commands: CommandCandidate[]; pages: boolean } {
  const directory = folderOf(path)
  const manifest = project.text(within(directory, 'package.json')) ?? ''
  if (!/"shadow-cljs"\s*:/.test(manifest)) return { commands: [], pages: false }
  const form = formsOf(project.text(path) ?? '')[0]
  const builds = [...entries(listOf(entries(listOf(form)).get(':builds')?.value))].flatMap(([key, { value, line }]) => {
    const target = wordOf(entries(listOf(value)).get(':target')?.value)
    return /^:[\w-]+$/.test(key) && target
      ? [{ name: key.slice(1), target, source: { path, line } satisfies Source }]
      : []
  })
  const app = builds.find(
    ({ target, name }) => /^:(?:browser|esm|node-script)$/.test(target) && !/test|dev|worker/.test(name),
  )
  const say = (group: CommandGroup, command: string, source: Source): CommandCandidate => ({
    group,
    command,
    cwd: directory,
    rank: RANK.convention + 2,
    sources: [source],
  })
  if (!app) return { commands: [], pages: false }
  return {
    commands: [
      say('build', `npx shadow-cljs release ${app.name}`, app.source),
      say('run', `npx shadow-cljs watch ${app.name}`, app.source),
    ],
    pages: /^:(?:browser|esm)$/.test(app.target),
  }
}
