import { once } from '../contributions'
import type { Facts } from '../facts'
import { folderOf, type Project } from '../project'
import { clapCommands, optionParser, picocli, swiftParser, symfonyConsole, systemCommands } from './cli/annotated'
import type { Cli, CliFramework } from './cli/command'
import { cobra, goFlags, urfave } from './cli/go'
import { commander, oclif, yargs } from './cli/javascript'
import { argparse, click } from './cli/python'
import { clap } from './cli/rust'
import { filesFor } from './framework-files'
import type { SourceFile } from './source-file'

/** Every library for command lines that is read. Adding one is adding a row and a test. */
const CLI_FRAMEWORKS: readonly CliFramework[] = [
  clap,
  clapCommands,
  cobra,
  urfave,
  goFlags,
  click,
  argparse,
  commander,
  yargs,
  oclif,
  picocli,
  optionParser,
  symfonyConsole,
  systemCommands,
  swiftParser,
]

/** What maintainers run from the clone. */
const ASIDE = /(?:^|\/)(?:\.github|scripts?|tools?|hack|ci|contrib|misc|dev|benchmarks?|docs?)\//
/** Commands of a project that are told. */
const MOST = 60

/** The program that a file belongs to: the one that begins in it or in a folder above, the nearest first; else the only one there is. */
function programs(binaries: Facts['binaries']): (path: string) => string | null {
  const places = binaries.map(({ name, entry, sources }) => ({
    name,
    entry: /:/.test(entry) ? entry.slice(0, entry.indexOf(':')).replaceAll('.', '/') : entry,
    manifest: folderOf(sources[0]?.path ?? '.'),
    module: /:/.test(entry) ? entry.split(/[.:]/)[0]! : null,
  }))
  return (path) => {
    const exact = places.find(
      ({ entry }) => entry === path || `/${path.replace(/(?:\/__(?:init|main)__)?\.py$/, '')}`.endsWith(`/${entry}`),
    )
    if (exact) return exact.name
    const inside = places
      .filter(
        ({ entry }) => entry.includes('/') && path.startsWith(`${/\.\w+$/.test(entry) ? folderOf(entry) : entry}/`),
      )
      .toSorted((a, b) => b.entry.length - a.entry.length)
    if (inside[0])
      return inside.length === 1 || inside[0].entry.length > inside[1]!.entry.length ? inside[0].name : null
    const [only] = places
    if (places.length !== 1 || !only) return null
    const inModule =
      only.module === null || `/${path}`.includes(`/${only.module}/`) || `/${path}`.endsWith(`/${only.module}.py`)
    return inModule && (only.manifest === '.' || path.startsWith(`${only.manifest}/`)) ? only.name : null
  }
}

/** Commands and flags of the project's own programs, as its code declares them: at most 60 commands. */
export function cliOf(
  project: Project,
  proofs: readonly string[],
  binaries: Facts['binaries'],
  open: (path: string) => SourceFile | null,
): Cli[] {
  const programOf = programs(binaries)
  const found = CLI_FRAMEWORKS.filter(({ proof }) => proofs.some((one) => proof.test(one))).flatMap((framework) =>
    framework.find(
      filesFor(project, framework, open).filter(({ path }) => !ASIDE.test(path)),
      programOf,
    ),
  )
  return once(found, ({ name }) => name).slice(0, MOST)
}
