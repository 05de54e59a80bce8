import { once } from '../contributions'
import type { Facts } from '../facts'
import { folderOf, type Project } from '../project'
import { clapCommands } from './cli/clap-builder'
import { cobra } from './cli/cobra'
import type { Cli, CliFramework } from './cli/command'
import { commander } from './cli/commander'
import { goFlags } from './cli/go-flags'
import { oclif } from './cli/oclif'
import { optionParser } from './cli/option-parser'
import { picocli } from './cli/picocli'
import { argparse, click } from './cli/python'
import { clap } from './cli/rust'
import { swiftParser } from './cli/swift'
import { symfonyConsole } from './cli/symfony-console'
import { systemCommands } from './cli/system-command-line'
import { urfave } from './cli/urfave'
import { yargs } from './cli/yargs'
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
const MOST = 1_000

/** The program that a file belongs to: the one that begins in it or in a folder above, the nearest first; else the only one there is. */
function programs(binaries: Facts['binaries']): (path: string) => string | null {
  const places = binaries.map(({ name, entry, sources }) => ({
    name,
    entry: /:/.test(entry) ? entry.slice(0, entry.indexOf(':')).replaceAll('.', '/') : entry,
    // Where the main file is all that names it, it may be of the whole tree.
    manifest: !sources[0] || sources[0].path === entry ? '.' : folderOf(sources[0].path),
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

/** Commands and flags of the project's own programs, as its code declares them: all of them. */
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
