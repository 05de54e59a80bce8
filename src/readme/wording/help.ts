import type { Facts, Source } from '../../analysis/facts'

/** Libraries with which a program answers `--help` without its author's doing, by their names in package URLs. */
const PARSERS = new Set([
  'github.com/spf13/cobra',
  'github.com/urfave/cli',
  'github.com/alecthomas/kong',
  'github.com/alecthomas/kingpin',
  'github.com/jessevdk/go-flags',
  'github.com/alexflint/go-arg',
  'clap',
  'structopt',
  'argh',
  'bpaf',
  'click',
  'typer',
  'docopt',
  'fire',
  'cleo',
  'commander',
  'yargs',
  'cac',
  'meow',
  'citty',
  'sade',
  'oclif',
  '@oclif/core',
  'thor',
  'picocli',
  'info.picocli:picocli',
])

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/**
 * The program of the repository that answers `--help` for certain, with what says so: it is built from a manifest that
 * depends on a parser of the command line which writes the help. The one with the project's name before others.
 */
export function helpful({ binaries, dependencies, name }: Facts): { name: string; sources: Source[] } | null {
  const parsers = dependencies
    .filter(({ name: one, scope }) => scope === 'runtime' && PARSERS.has(one.replace(/\/v\d+$/, '')))
    .map((one) => ({ ...one, folder: folderOf(one.manifest) }))
  const known = binaries.flatMap((binary) => {
    const folder = (path: string) => (path === '' ? '' : `${path}/`)
    // A Python entry names a module, so that only the root's manifest can be told to be its own.
    const parser = parsers.find((one) => one.folder === '' || binary.entry.startsWith(folder(one.folder)))
    return parser && /^[\w.-]+$/.test(binary.name) && !binary.name.startsWith('-')
      ? [{ name: binary.name, sources: [...binary.sources, ...parser.sources] }]
      : []
  })
  return known.find((one) => one.name.toLowerCase() === name.value.toLowerCase()) ?? known[0] ?? null
}
