import type { CommandCandidate } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { escaped } from '../../literal-pattern'
import { sameName } from '../../names'
import { baseOf, folderOf, type Project } from '../../project'
import { mention } from '../mention'
import type { DotnetProject } from './project-file'
import type { Published } from './publication'
import { isAmbiguous, type Solution } from './solution'
import type { GlobalJson, LocalTool } from './toolchain'

/** Everything that commands are made of. */
export interface Workbench {
  solutions: readonly Solution[]
  /** Projects of the solutions and beside them. */
  projects: readonly DotnetProject[]
  main: DotnetProject | null
  published: readonly Published[]
  global: GlobalJson | null
  tools: { path: string; tools: ReadonlyMap<string, LocalTool> } | null
}

/** What `dotnet build` takes: nothing where the root is unambiguous, else the traversal project, the solution or the only project. */
export interface Target {
  /** Argument behind the verb; empty for none. */
  argument: string
  path: string
  isSolution: boolean
}

export function targetOf(project: Project, { solutions, projects, main }: Workbench): Target | null {
  const chosen =
    solutions.find(({ traversal }) => traversal) ??
    // Of several, the one that the guides call or that goes by the repository's name.
    (solutions.length > 1
      ? solutions.find(
          ({ path }) =>
            mention(
              project,
              new RegExp(`dotnet (?:build|test|restore)[^\\n]{0,80}[ /\\\\]${escaped(baseOf(path))}\\b`),
            ) !== null,
        )
      : undefined) ??
    solutions.find(({ path }) => sameName(baseOf(path).replace(/\.\w+$/, '')) === sameName(project.repositoryName)) ??
    solutions.find(({ path }) => path.endsWith('.slnx')) ??
    solutions.toSorted((a, b) => b.projects.length - a.projects.length)[0]
  const products = projects.filter(({ part }) => part === 'product')
  const path = chosen?.path ?? (main ?? (products.length === 1 ? products[0] : undefined))?.path
  if (!path) return null
  const isSolution = /\.slnx?$/.test(path)
  const directory = folderOf(path)
  if (directory === '.' && !isAmbiguous(project, '.')) return { argument: '', path, isSolution }
  // A project is named by its folder where that holds no other.
  return { argument: !chosen && !isAmbiguous(project, directory) ? directory : path, path, isSolution }
}

/** A project as an argument: its folder, where nothing else there could be meant. */
export const argumentOf = (project: Project, { path, directory }: DotnetProject): string =>
  directory !== '.' && project.inFolder(directory).filter((one) => /\.[a-z]+proj$/i.test(one)).length === 1
    ? directory
    : path

/** A command at the root. */
export const say = (group: CommandGroup, command: string, rank: number, ...sources: Source[]): CommandCandidate => ({
  group,
  command: command.replace(/\s+/g, ' ').trim(),
  cwd: '.',
  rank,
  sources,
})
