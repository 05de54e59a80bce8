import { describe, expect, test } from 'vitest'
import { commands } from './surface-of'

describe('commands and flags, as the program itself explains them', () => {
  test('clap: subcommands, nested types and flattened flags; nothing hidden', () => {
    const file = `/// Watches a harbour.
#[derive(Parser)]
struct Cli {
    /// Say more
    #[arg(short, long)]
    verbose: bool,
    #[arg(long, hide = true)]
    secret: bool,
    file: String,
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}
#[derive(Parser)]
struct Shared {
    #[arg(short = 'C', long = "folder", help = "Where to look")]
    directory: PathBuf,
}
#[derive(Subcommand)]
enum Command {
    /// Add a berth
    AddBerth {
        /// Its length
        #[arg(long)]
        max_length: u32,
    },
    // Old,
    List(Shared),
}
`
    expect(commands('cargo/clap', { 'src/main.rs': file }, 'src/main.rs')).toEqual([
      'harbour = Watches a harbour',
      'harbour: -v, --verbose = Say more',
      'harbour: -C, --folder = Where to look',
      'harbour add-berth = Add a berth',
      'harbour add-berth: --max-length = Its length',
      'harbour list',
      'harbour list: -C, --folder = Where to look',
    ])
  })
  test('clap: the builder', () => {
    const file = `use clap::{Arg, Command};\nfn cli() { Command::new("harbour").arg(Arg::new("all").short('a').long("all").help("All of it")).subcommand(Command::new("list").about("List")) }\n`
    expect(commands('cargo/clap', { 'src/main.rs': file }, 'src/main.rs')).toEqual([
      'harbour',
      'harbour: -a, --all = All of it',
      'harbour list = List',
    ])
  })
  test('Cobra: a tree over packages; nothing hidden, and nothing that hangs on what is not known', () => {
    const files = {
      'main.go': `package main\n\nvar rootCmd = &cobra.Command{\n\tUse: "harbour [flags]",\n\tShort: "Watches",\n}\n\nfunc init() {\n\trootCmd.PersistentFlags().StringVarP(&cfg, "config", "c", "", "Settings")\n\trootCmd.Flags().Bool("old", false, "Old")\n\t_ = rootCmd.Flags().MarkHidden("old")\n\trootCmd.AddCommand(list.NewListCmd(), hiddenCmd)\n}\n\nvar hiddenCmd = &cobra.Command{Use: "hidden", Hidden: true}\nvar lostCmd = &cobra.Command{Use: "lost", Short: "Lost"}\n\nfunc main() { rootCmd.Execute() }\n`,
      'list/list.go': `package list\n\nfunc NewListCmd() *cobra.Command {\n\tcmd := &cobra.Command{\n\t\tUse:   "list",\n\t\tShort: "List berths",\n\t\tHidden: false,\n\t}\n\tcmd.Flags().IntP("limit", "L", 3, "At most")\n\t// cmd.Flags().Int("gone", 1, "Gone")\n\treturn cmd\n}\n`,
    }
    expect(commands('golang/github.com/spf13/cobra', files, 'main.go')).toEqual([
      'harbour = Watches',
      'harbour: -c, --config = Settings',
      'harbour list = List berths',
      'harbour list: -L, --limit = At most',
    ])
  })
  test('flag: a short and a long name of one thing are one', () => {
    const file = `package main\n\nfunc main() {\n\tflag.StringVar(&out, "o", "", "output to file")\n\tflag.StringVar(&out, "output", "", "output to file")\n\tflag.Parse()\n}\n`
    expect(commands('package/golang', { 'main.go': file }, 'main.go')).toEqual([
      'harbour',
      'harbour: -o, -output = output to file',
    ])
    expect(commands('package/golang', { 'main.go': file.replace('package main', 'package x') })).toEqual([])
  })
  test('urfave/cli: literals in one another', () => {
    const file = `package main\n\nfunc main() {\n\tapp := &cli.App{Name: "harbour", Commands: []*cli.Command{\n\t\t{Name: "add", Usage: "Add one", Flags: []cli.Flag{&cli.StringFlag{Name: "name", Aliases: []string{"n"}, Usage: "Its name"}}},\n\t}}\n}\n`
    expect(commands('golang/github.com/urfave/cli/v2', { 'main.go': file }, 'main.go')).toEqual([
      'harbour add = Add one',
      'harbour add: -n, --name = Its name',
    ])
  })
  test('Click: groups over files, with the first paragraph of what a function says', () => {
    const files = {
      'harbour/cli.py': `import click\n\n@click.group()\n@click.option("-v", "--verbose", is_flag=True, help=_("Say more."))\ndef main(verbose):\n    """Watches.\n\n    And more.\n    """\n`,
      'harbour/add.py': `from .cli import main\n\n@main.command("add-berth")\n@click.option("--shout/--no-shout", help="Loud "\n    "or not.")\n@click.option("--gone", hidden=True)\ndef add():\n    """Add a berth."""\n\n# @main.command()\ndef old(): pass\n`,
      'scripts/release.py': `import click\n@click.command()\n@click.option("--dry-run")\ndef release(): pass\n`,
    }
    expect(commands('pypi/click', files, 'harbour.cli:main')).toEqual([
      'harbour = Watches',
      'harbour: -v, --verbose = Say more',
      'harbour add-berth = Add a berth',
      'harbour add-berth: --shout, --no-shout = Loud or not',
    ])
  })
  test('argparse: parsers of one parser; what is suppressed is not told', () => {
    const file = `parser = argparse.ArgumentParser(description="Watches")\ngroup = parser.add_argument_group("x")\ngroup.add_argument("-q", "--quiet", help="Say less")\nparser.add_argument("--gone", help=argparse.SUPPRESS)\nparser.add_argument("file")\nsub = parser.add_subparsers()\nlist_ = sub.add_parser("list", help="List")\nlist_.add_argument("--all")\n`
    expect(commands('package/pypi', { 'harbour/cli.py': file }, 'harbour.cli:main')).toEqual([
      'harbour = Watches',
      'harbour: -q, --quiet = Say less',
      'harbour list = List',
      'harbour list: --all',
    ])
    expect(commands('package/pypi', { 'install-harbour.py': file }, 'harbour.cli:main')).toEqual([])
    expect(commands('package/pypi', { 'harbour/lines.py': file }, 'harbour.cli:main')).toEqual([])
    expect(commands('package/pypi', { 'other/cli.py': file }, 'harbour.cli:main')).toEqual([])
  })
  test('Commander: options of the program and of its commands', () => {
    const file = `import { Command } from 'commander'\nconst program = new Command()\nprogram.name('harbour').description('Watches').option('-v, --verbose', 'Say more')\nprogram\n  .command('add <name>')\n  .description('Add one')\n  .option('-f, --force <how>', 'Even so')\n  .action(() => {})\n// program.command('old')\nprogram.parse()\n`
    expect(commands('npm/commander', { 'src/cli.ts': file }, 'src/cli.ts')).toEqual([
      'harbour',
      'harbour: -v, --verbose = Say more',
      'harbour add = Add one',
      'harbour add: -f, --force = Even so',
    ])
  })
  test('yargs: options inside a command are its own', () => {
    const file = `import yargs from 'yargs'\nyargs(args)\n  .option('verbose', { alias: 'v', describe: 'Say more' })\n  .command('add <name>', 'Add one', (y) => y.option('force', { describe: 'Even so' }))\n  .command('gone', false, () => {})\n`
    expect(commands('npm/yargs', { 'src/cli.ts': file }, 'src/cli.ts')).toEqual([
      'harbour',
      'harbour: -v, --verbose = Say more',
      'harbour add = Add one',
      'harbour add: --force = Even so',
    ])
  })
  test('oclif: a file is a command', () => {
    const file = `export default class Add extends Command {\n  static override description = 'Add one'\n  static flags = { force: Flags.boolean({ char: 'f', description: 'Even so' }) }\n}\n`
    expect(commands('npm/@oclif/core', { 'src/commands/berth/add.ts': file }, 'bin/run.js')).toEqual([
      'harbour berth add = Add one',
      'harbour berth add: -f, --force = Even so',
    ])
  })
  test('picocli, OptionParser, Symfony Console, System.CommandLine and swift-argument-parser', () => {
    const java = `import picocli.CommandLine.Command;\n@Command(name = "x", description = "Watches", subcommands = {Add.class})\npublic class Main {\n  @Option(names = {"-v", "--verbose"}, description = "Say more")\n  boolean verbose;\n}\n@Command(name = "add", description = "Add one")\nclass Add { }\n`
    expect(commands('maven/info.picocli/picocli', { 'src/main/java/Main.java': java })).toEqual([
      'harbour = Watches',
      'harbour: -v, --verbose = Say more',
      'harbour add = Add one',
    ])
    const ruby = `OptionParser.new do |opts|\n  opts.on("-v", "--verbose", "Say more") { }\n  opts.on("-f", "--format FORMAT", String, "How") { }\n  # opts.on("--old")\nend\n`
    expect(commands('package/gem', { 'lib/harbour/cli.rb': ruby }, 'exe/harbour')).toEqual([
      'harbour',
      'harbour: -v, --verbose = Say more',
      'harbour: -f, --format = How',
    ])
    const php = `<?php\n#[AsCommand(name: 'berth:add', description: 'Add one')]\nclass AddCommand {\n  function configure() { $this->addOption('force', 'f', 1, 'Even so'); }\n}\n`
    expect(commands('composer/symfony/console', { 'src/AddCommand.php': php }, 'bin/harbour')).toEqual([
      'harbour berth:add = Add one',
      'harbour berth:add: -f, --force = Even so',
    ])
    const csharp = `var delay = new Option<int>(new[] { "-d", "--delay" }, "How long");\nvar root = new RootCommand("Watches");\nroot.AddOption(delay);\nvar add = new Command("add", "Add one");\nroot.AddCommand(add);\n`
    expect(commands('nuget/System.CommandLine', { 'Program.cs': csharp }, 'Harbour.csproj')).toEqual([
      'harbour = Watches',
      'harbour: -d, --delay = How long',
      'harbour add = Add one',
    ])
    const swift = `struct Harbour: ParsableCommand {\n  static let configuration = CommandConfiguration(abstract: "Watches", subcommands: [AddBerth.self])\n  @Flag(name: .shortAndLong, help: "Say more") var verbose = false\n}\nstruct AddBerth: ParsableCommand {\n  @Option(help: "Its name") var berthName: String\n}\n`
    expect(
      commands(
        'swift/github.com/apple/swift-argument-parser',
        { 'Sources/harbour/main.swift': swift },
        'Sources/harbour',
      ),
    ).toEqual([
      'harbour = Watches',
      'harbour: -v, --verbose = Say more',
      'harbour add-berth',
      'harbour add-berth: --berth-name = Its name',
    ])
  })
})
