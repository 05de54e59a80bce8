import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import type { Fields } from './dcf'

type Command = Omit<CommandCandidate, 'cwd'>

const README = /^readme(?:\.\w+)?$/i

/** How a user gets the package: from CRAN or Bioconductor where that is shown, else as the README says it comes from its repository. */
export function installs(project: Project, folder: string, name: string, fields: Fields): Command[] {
  const readmes = [...new Set([folder, '.'])]
    .flatMap((at) => project.inFolder(at))
    .filter((path) => README.test(path.slice(path.lastIndexOf('/') + 1)))
  const escaped = name.replaceAll('.', '\\.')
  const shown = (pattern: RegExp): Source | null => {
    const path = readmes.find((one) => pattern.test(project.text(one) ?? ''))
    return path ? project.find(path, pattern) : null
  }
  const say = (command: string, source: Source): Command[] => [
    {
      group: 'install',
      command: `Rscript -e '${command}'`,
      rank: RANK.convention,
      sources: [fields.get('Package')!.source, source],
    },
  ]
  const views = fields.get('biocViews')
  if (views) return say(`BiocManager::install("${name}")`, views.source)
  const submission = ['cran-comments.md', 'CRAN-SUBMISSION', 'CRAN-RELEASE']
    .map((one) => within(folder, one))
    .find(project.has)
  const cran =
    shown(
      new RegExp(
        `install\\.packages\\(\\s{0,9}["']${escaped}["']\\s{0,9}\\)|r-project\\.org/(?:web/packages/|package=)${escaped}\\b|r-pkg\\.org/(?:badges|pkg)/(?:[\\w-]+/)?${escaped}\\b`,
        'i',
      ),
    ) ?? (submission ? { path: submission } : null)
  if (cran) return say(`install.packages("${name}")`, cran)
  const github =
    /(?:remotes|devtools)::install_(?:github|gitlab)\(\s{0,9}["'][\w.-]+\/[\w.@/-]+["']|pak::(?:pak|pkg_install)\(\s{0,9}["'][\w.-]+\/[\w.@/-]+["']/
  const path = readmes.find((one) => github.test(project.text(one) ?? ''))
  const line = path ? project.text(path)!.match(github)![0] : null
  if (!path || !line || !new RegExp(`/${project.hostedName.replace(/[^\w-]/g, '\\$&')}\\b`, 'i').test(line)) return []
  return say(`${line.replace(/\s+/g, '').replaceAll("'", '"')})`, project.find(path, github))
}

/** Fetches what a DESCRIPTION names, suggested packages included. */
export const setupOf = (manifest: string): Command => ({
  group: 'setup',
  command: "Rscript -e 'devtools::install_deps(dependencies = TRUE)'",
  rank: RANK.convention,
  sources: [{ path: manifest }],
})

/** What devtools and R itself do with the package in `folder`. */
export function packageCommands(project: Project, folder: string, manifest: string): Command[] {
  const commands: Command[] = []
  const say = (group: CommandGroup, command: string, path: string, rank = RANK.convention) =>
    commands.push({ group, command, rank, sources: [{ path }] })
  const lock = within(folder, 'renv.lock')
  if (project.has(lock)) say('setup', "Rscript -e 'renv::restore()'", lock)
  else commands.push(setupOf(manifest))
  say('build', 'R CMD build .', manifest)
  const testthat = ['tests/testthat.R', 'tests/testthat']
    .map((one) => within(folder, one))
    .find((one) => project.has(one) || project.hasFolder(one))
  if (testthat) say('test', "Rscript -e 'devtools::test()'", project.has(testthat) ? testthat : manifest)
  else {
    const script = project.inFolder(within(folder, 'tests')).find((path) => /\.[Rr]$/.test(path))
    if (script) say('test', "Rscript -e 'devtools::check()'", script)
  }
  lintCommands(project, folder, say)
  return commands
}

type Say = (group: CommandGroup, command: string, path: string) => void

function lintCommands(project: Project, folder: string, say: Say): void {
  const lintr = ['.lintr', '.lintr.R'].map((one) => within(folder, one)).find(project.has)
  if (lintr) say('lint', "Rscript -e 'lintr::lint_package()'", lintr)
  const air = within(folder, 'air.toml')
  if (project.has(air)) say('format', 'air format .', air)
}

/** What starts an application and renders a book whose files stand in `folder`, where no package holds them. */
export function applicationCommands(
  project: Project,
  folder: string,
): { commands: Command[]; shiny: string | null; plumber: string | null } {
  const commands: Command[] = []
  const say: Say = (group, command, path) =>
    commands.push({ group, command, rank: RANK.convention, sources: [{ path }] })
  const has = (name: string) => project.has(within(folder, name))
  const shiny = has('app.R')
    ? within(folder, 'app.R')
    : has('ui.R') && has('server.R')
      ? within(folder, 'server.R')
      : null
  const plumber = has('plumber.R') ? within(folder, 'plumber.R') : null
  if (has('renv.lock')) say('setup', "Rscript -e 'renv::restore()'", within(folder, 'renv.lock'))
  if (shiny) say('run', "Rscript -e 'shiny::runApp()'", shiny)
  if (plumber) say('run', `Rscript -e 'plumber::pr_run(plumber::pr("plumber.R"))'`, plumber)
  if (has('_quarto.yml')) {
    say('build', 'quarto render', within(folder, '_quarto.yml'))
    say('run', 'quarto preview', within(folder, '_quarto.yml'))
  } else if (has('_bookdown.yml')) say('build', "Rscript -e 'bookdown::render_book()'", within(folder, '_bookdown.yml'))
  lintCommands(project, folder, say)
  return { commands, shiny, plumber }
}
