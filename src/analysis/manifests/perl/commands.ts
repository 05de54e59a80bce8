import { type CommandCandidate, RANK } from '../../detector'
import { readmeIn } from '../../existing-readme'
import type { CommandGroup, Source } from '../../facts'
import { sameName } from '../../names'
import { baseOf, folderOf, type Project } from '../../project'
import { within } from '../within'
import type { Distribution } from './distribution'

/** What shows that the distribution is on CPAN: a complete manifest, or its page in the README. */
function published(project: Project, one: Distribution): Source | null {
  if (one.module && one.name && one.abstract && one.version) return one.name.sources[0]!
  const readme = readmeIn(project, '.')
  const name = one.module?.value.replaceAll('::', '(?:::|-)')
  const pattern = name ? new RegExp(`(?:cpanm|cpan|metacpan\\.org/(?:pod|release|dist))[ /]${name}\\b`) : null
  return readme && pattern?.test(project.text(readme) ?? '') ? project.find(readme, pattern) : null
}

/** Install, setup, build, run, test and checks of a distribution or of an application with a cpanfile. */
export function perlCommands(project: Project, one: Distribution): Omit<CommandCandidate, 'cwd'>[] {
  const { folder } = one
  const found: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source, after = 0) =>
    found.push({ group, command, rank: RANK.convention + after, sources: [source] })
  const file = (name: string) => (project.has(within(folder, name)) ? within(folder, name) : null)
  const local = (path: string) => (folder === '.' ? path : path.slice(folder.length + 1))
  const shown = published(project, one)
  if (shown && one.module) say('install', `cpanm ${one.module.value}`, shown)
  const ini = file('dist.ini')
  const make = file('Makefile.PL')
  const build = file('Build.PL')
  const list = file('cpanfile') ?? make ?? build
  if (list && (one.requirements.length || file('cpanfile'))) say('setup', 'cpanm --installdeps .', { path: list })
  else if (ini) {
    say('setup', 'dzil authordeps --missing | cpanm', { path: ini })
    say('setup', 'dzil listdeps --missing | cpanm', { path: ini }, 1)
  }
  if (make) say('build', 'perl Makefile.PL && make', { path: make })
  else if (build) say('build', 'perl Build.PL && perl Build', { path: build })
  else if (ini) say('build', 'dzil build', { path: ini })
  else if (file('minil.toml')) say('build', 'minil build', { path: file('minil.toml')! })
  const psgi = ['app.psgi', 'bin/app.psgi'].flatMap((name) => file(name) ?? [])[0]
  if (psgi) say('run', `plackup ${local(psgi)}`, { path: psgi })
  const namesake = one.programs.find(({ entry }) => sameName(baseOf(entry)) === sameName(project.repositoryName))
  for (const { entry, source } of one.native ? [] : [namesake ?? one.programs[0]].flatMap((program) => program ?? [])) {
    const needs = folderOf(entry) !== folder || project.hasFolder(within(folder, 'lib')) ? ' -Ilib' : ''
    say('run', `perl${needs} ${local(entry)}`, source)
  }
  const tests = project.below(within(folder, 't')).filter((path) => path.endsWith('.t'))
  const first = tests[0]
  if (first) {
    const deep = tests.some((path) => folderOf(path) !== within(folder, 't'))
    if (!one.native) say('test', deep ? 'prove -lr t' : 'prove -l t', { path: first })
    if (make) say('test', 'perl Makefile.PL && make test', { path: make }, 1)
    else if (ini) say('test', 'dzil test', { path: ini }, 1)
    else if (file('minil.toml')) say('test', 'minil test', { path: file('minil.toml')! }, 1)
  }
  const critic = ['.perlcriticrc', 'perlcriticrc'].flatMap((name) => file(name) ?? [])[0]
  if (critic && project.hasFolder(within(folder, 'lib')))
    say(
      'lint',
      baseOf(critic) === '.perlcriticrc'
        ? 'perlcritic --profile .perlcriticrc lib'
        : 'perlcritic --profile perlcriticrc lib',
      { path: critic },
    )
  return found
}
