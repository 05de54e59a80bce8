import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import type { HaskellPackage } from './cabal-file'

type Said = Omit<CommandCandidate, 'cwd'>

/** Configurations of checkers and formatters that lie beside a project, and how each is called. */
const CHECKERS: readonly (readonly [file: string, group: CommandGroup, command: string])[] = [
  ['.hlint.yaml', 'lint', 'hlint .'],
  ['fourmolu.yaml', 'format', 'fourmolu --mode inplace .'],
  ['fourmolu.yaml', 'lint', 'fourmolu --mode check .'],
  ['.stylish-haskell.yaml', 'format', 'stylish-haskell --recursive --inplace .'],
]
const MOST_PROGRAMS = 2

/** Programs that packages build without further ado; those for Hackage alone, where one is complete for it. */
export function programsOf(project: Project, packages: readonly HaskellPackage[]) {
  const found = packages.flatMap((pkg) =>
    pkg.components.flatMap((component) => {
      const counts =
        component.kind === 'executable' &&
        !component.gated &&
        (!component.main || project.role(component.main) === 'own')
      return counts ? [{ pkg, component }] : []
    }),
  )
  const published = found.filter(({ pkg }) => pkg.complete)
  return published.length ? published : found
}

/** What a contributor types: Cabal's commands, then Stack's, each where its files are there. */
export function haskellCommands(
  project: Project,
  directory: string,
  packages: readonly HaskellPackage[],
  cabal: Source | null,
  stack: Source | null,
): Said[] {
  const commands: Said[] = []
  const many = packages.length > 1
  const tests = packages.find((one) => one.components.some(({ kind, gated }) => kind === 'test-suite' && !gated))
  const test = tests?.components.find(({ kind }) => kind === 'test-suite')
  const programs = programsOf(project, packages).slice(0, MOST_PROGRAMS)
  const say = (group: CommandGroup, command: string, sources: Source[], order = 0) =>
    commands.push({ group, command, rank: RANK.convention + order, sources })
  const all = many ? ' all' : ''
  if (cabal) {
    say('setup', `cabal build${all} --only-dependencies`, [cabal])
    say('build', `cabal build${all}`, [cabal])
    for (const { pkg, component } of programs)
      say('run', `cabal run ${component.name}`, [{ path: pkg.path, line: component.line }])
    if (tests && test) say('test', `cabal test${all}`, [{ path: tests.path, line: test.line }])
  }
  if (stack) {
    const order = cabal ? 1 : 0
    say('setup', 'stack build --only-dependencies', [stack], order)
    say('build', 'stack build', [stack], order)
    if (!cabal)
      for (const { pkg, component } of programs)
        say('run', `stack run ${component.name}`, [stack, { path: pkg.path, line: component.line }])
    if (tests && test) say('test', 'stack test', [stack, { path: tests.path, line: test.line }], order)
  }
  for (const [file, group, command] of CHECKERS) {
    const path = within(directory, file)
    if (project.has(path)) say(group, command, [{ path }], 2)
  }
  return commands
}

/** What a user of packages that are complete for Hackage types: programs are installed, libraries depended on. */
export function hackageInstalls(project: Project, packages: readonly HaskellPackage[], stack: Source | null): Said[] {
  return packages.flatMap((one): Said[] => {
    if (!one.complete) return []
    const name = one.name.value
    const sources = [...one.name.sources, ...(one.license?.sources ?? [])]
    if (programsOf(project, [one]).length)
      return [
        { group: 'install', command: `cabal install ${name}`, rank: RANK.convention, sources },
        ...(stack
          ? [
              {
                group: 'install' as const,
                command: `stack install ${name}`,
                rank: RANK.convention + 1,
                sources: [stack, ...sources],
              },
            ]
          : []),
      ]
    return one.components.some(({ kind }) => kind === 'library')
      ? [
          {
            group: 'install',
            command: `build-depends: ${name}`,
            purpose: 'add to the .cabal file',
            rank: RANK.convention + 1,
            sources,
          },
        ]
      : []
  })
}
