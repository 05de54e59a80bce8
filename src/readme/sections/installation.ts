import type { Command } from '../../analysis/facts'
import { type Block, fenced, paragraph, table } from '../blocks'
import { type Context, typed } from '../context'
import { capital, code, listed, type Markdown, md, prose, text } from '../escape'
import { publishedAs } from '../wording/registries'
import { typedTool } from '../wording/tools'
import { fromClone } from './from-clone'
import { isStarted } from './quick-start'
import { requiredToBuild, requiredToUse } from './requirements'

/** Ways to install that are worth a line each. */
const MOST = 8

/** What a command of the repository's own, rather than of a registry, begins with: it needs the source. */
const OF_SOURCE =
  /^(?:make|just|task|mise|rake|\.{1,2}\/|scripts?\/|cmake|meson|autoreconf|sh |python3? setup\.py|pip3? install (?:-e |--editable )?["']?\.|cargo install --path|(?:npm|pnpm|yarn|bun) run|(?:\.\/)?(?:mvnw?|gradlew?))\b/

/** What an install command brings, where it names it: a package of a registry, a Go package by its path, a Go program by the end of that. */
function packageOf({ command }: Command): string | null {
  const published = publishedAs(command)?.name
  if (published) return published
  const library = command.match(/^(?:go get|(?:dart|flutter) pub add) ([\w./~-]+)$/)?.[1]
  if (library) return library
  const path = command.match(/^go install ([\w./~-]+)(?:@[\w.-]+)?$/)?.[1]
  return path?.replace(/\/v\d+$/, '').match(/[^/]+$/)?.[0] ?? null
}

/** What is written into a file of the reader's own rather than typed, by its language. */
const WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/^module "/, 'hcl'],
  [/^uses: /, 'yaml'],
  [/^\{:\w+,/, 'elixir'],
  [/^\.package\(/, 'swift'],
  [/^libraryDependencies /, 'scala'],
  [/^(?:pod|gem) ['"]/, 'ruby'],
  [/^[\w./-]+ \{:mvn\/version /, 'clojure'],
  [/^\[[\w./-]+ "/, 'clojure'],
]
const languageOf = ({ command }: Command) => WRITTEN.find(([begins]) => begins.test(command))?.[1] ?? 'sh'

const block = (context: Context, command: Command): Block => {
  const language = languageOf(command)
  // What is written stands as it is; `uses` is a step in a list of them.
  const text = language === 'sh' ? typed(context, command) : `${language === 'yaml' ? '- ' : ''}${command.command}`
  return fenced(language, [{ text, sources: command.sources }])
}

/** Commands for several packages, each with the package that it brings; `null` where all bring the same. */
function byPackage(context: Context, commands: readonly Command[]): Block[] | null {
  if (new Set(commands.map(packageOf).filter((name) => name !== null)).size < 2) return null
  const rows = commands.map((command) => {
    const name = packageOf(command)
    return {
      cells: [name === null ? prose(capital(command.purpose ?? '')) : code(name), code(typed(context, command))],
      sources: command.sources,
    }
  })
  return table([md`Package`, md`Command`], rows)
}

/** What stands above one way of several. */
function lead({ command, purpose }: Command, first: boolean, earlier: boolean): Markdown | null {
  if (purpose) return md`${prose(capital(purpose))}:`
  if (first) return null
  const tool = typedTool(command)
  if (earlier) return tool === null ? md`Or:` : md`Or with ${text(tool)}:`
  return md`Install the package:`
}

function ways(context: Context, commands: readonly Command[]): Block[] {
  return commands.flatMap((command, index) => {
    const said = lead(
      command,
      index === 0,
      commands.slice(0, index).some(({ purpose }) => !purpose),
    )
    return [...(said === null ? [] : [paragraph(said, command.sources)]), block(context, command)]
  })
}

/** Is building it from the source the way to get it? Only for what is called or typed, is published nowhere and is built. */
export const isBuiltToInstall = ({ facts: { commands }, family }: Context): boolean =>
  family !== 'application' && commands.install.length === 0 && commands.build.length > 0

/** A server that only Go's own rule says can be installed: what it serves may have to be built into it first. */
const isBareProgram = ({ facts: { kinds } }: Context, { command, sources }: Command) =>
  (kinds[0] === 'web-app' || kinds[0] === 'service') &&
  command.startsWith('go install ') &&
  sources.every(({ path }) => !/\.(?:md|rst|adoc|txt)$/i.test(path))

/** What a user types to get it: the first way, then the others; from the source where it is published nowhere. */
export function installation(context: Context): Block[] {
  const { facts, family } = context
  const { install, build, run, setup } = facts.commands
  const published = install.filter((one) => !OF_SOURCE.test(one.command) && !isBareProgram(context, one)).slice(0, MOST)
  // An image that is only fetched starts nothing; the quick start has said what does.
  if (isStarted(context) && published.every(({ command }) => command.startsWith('docker pull '))) return []
  if (published.length) {
    const needed = family === 'application' && run.length ? [] : requiredToUse(context, published)
    return [...needed, ...(byPackage(context, published) ?? ways(context, published)), ...installedCommands(context)]
  }
  const built = install.filter(({ command }) => OF_SOURCE.test(command))
  if (built.length) return fromSource(context, built.slice(0, 1))
  return isBuiltToInstall(context) ? fromSource(context, [...setup, ...build.slice(0, 1)]) : []
}

function installedCommands({ facts }: Context): Block[] {
  const { binaries } = facts
  if (!binaries.length || binaries.length > MOST) return []
  const names = binaries.map(({ name }) => code(name))
  const sources = binaries.flatMap((one) => one.sources)
  return [
    paragraph(
      binaries.length === 1 ? md`The command is ${listed(names)}.` : md`The commands are ${listed(names)}.`,
      sources,
    ),
  ]
}

function fromSource(context: Context, commands: readonly Command[]): Block[] {
  return [
    ...requiredToBuild(context, commands),
    fenced('sh', fromClone(context, commands)),
    ...installedCommands(context),
  ]
}
