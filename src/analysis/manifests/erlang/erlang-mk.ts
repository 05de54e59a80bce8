import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { CommandGroup, Source, Sourced } from '../../facts'
import { folderOf, lineAt, type Project } from '../../project'
import { contributionOf, type Requirement } from '../manifest-facts'
import { within } from '../within'
import { hexDependency, testsOf } from './commands'

/** A project of erlang.mk: a Makefile that includes it (https://erlang.mk/guide/app.html). `null` for any other Makefile. */
export function erlangMakeProject(project: Project, path: string): Contribution | null {
  const text = project.text(path)
  if (text === null || !/^-?include\s+(?:\S*\/)?erlang\.mk\s*$/m.test(text)) return null
  const directory = folderOf(path)
  const said = (key: string): Sourced | null => {
    const match = text.match(new RegExp(`^${key}[ \\t]*[?:]?=[ \\t]*([^\\n]{1,300})$`, 'm'))
    const value = match?.[1]?.replace(/\s#.*$/, '').trim()
    return match && value && !value.includes('$')
      ? { value, sources: [{ path, line: lineAt(text, match.index ?? 0) }] }
      : null
  }
  const name = said('PROJECT')
  if (!name || !/^\w+$/.test(name.value)) return null
  const requirements = (key: string, scope: Requirement['scope']): Requirement[] => {
    const list = said(key)
    return (list?.value.split(/\s+/) ?? []).flatMap((one) => {
      if (!/^\w+$/.test(one)) return []
      const from = said(`dep_${one}`)
      const version = from?.value.match(/(?:^|\s)v?(\d[\w.-]*)$/)?.[1] ?? said(`dep_${one}_commit`)?.value
      return [{ name: one, ...(version && { version }), scope, source: from?.sources[0] ?? list!.sources[0]! }]
    })
  }
  const license = text.match(/licenses => \[<<"([\w.-]{1,40})">>\]/)
  const licenses: Sourced | null = license
    ? { value: license[1]!, sources: [{ path, line: lineAt(text, license.index ?? 0) }] }
    : null
  const released = project.has(within(directory, 'relx.config'))
  const description = said('PROJECT_DESCRIPTION')
  const version = said('PROJECT_VERSION')
  const application = { path, name, published: null, description, version, licenses, start: null }
  const commands: Omit<CommandCandidate, 'cwd'>[] = hexDependency(
    project,
    directory,
    application,
    licenses?.sources[0] ?? null,
  )
  const published = commands.length > 0
  const say = (group: CommandGroup, command: string, source: Source | null | undefined) => {
    if (source) commands.push({ group, command, rank: RANK.task, sources: [source] })
  }
  const runtime = requirements('DEPS', 'runtime')
  say('setup', 'make deps', runtime[0]?.source)
  say('build', 'make', { path })
  if (released) say('run', 'make run', { path: within(directory, 'relx.config') })
  const { suites, units } = testsOf(project, directory)
  say('test', 'make check', suites ?? units)
  say('test', 'make ct', suites)
  say('test', 'make eunit', units)
  say('lint', 'make dialyze', said('PLT_APPS')?.sources[0] ?? said('DIALYZER_OPTS')?.sources[0])
  return contributionOf('hex', 'erlang.mk', path, {
    name,
    description,
    version,
    license: licenses,
    private: !published,
    kinds: [released ? 'service' : 'library'],
    requirements: [...runtime, ...requirements('TEST_DEPS', 'dev')],
    commands,
    entry_points: entryOf(project, directory, name),
  })
}

/** The module that goes by the application's name, or the one that starts it. */
export function entryOf(project: Project, directory: string, name: Sourced, start?: Sourced | null) {
  const module = within(directory, `src/${start?.value ?? name.value}.erl`)
  return project.has(module)
    ? [{ path: module, what: start ? 'OTP application' : `Library ${name.value}`, sources: (start ?? name).sources }]
    : []
}
