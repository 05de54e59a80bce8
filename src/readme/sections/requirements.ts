import type { Command, Facts, Source } from '../../analysis/facts'
import { folderOf } from '../../analysis/paths'
import { type Block, paragraph } from '../blocks'
import type { Context } from '../context'
import { code, listed, type Markdown, md, text } from '../escape'
import { databasesOf } from '../wording/databases'
import { needOf } from '../wording/needs'
import { byWeight, constraintInWords, runsCode, runtimeName, spokenVersion } from '../wording/runtimes'

type Runtime = Facts['runtimes'][number]

/** Settings of a CI service: they tell on what it is tested, not what it asks for. */
const IN_CI = /^(?:\.github\/|\.circleci\/|\.gitlab-ci|\.travis\.yml|azure-pipelines|appveyor|Jenkinsfile)/
/** Compilers that the build fetches by itself. */
const FETCHED = new Set(['kotlin', 'scala'])

/** Manifests that a package inherits from: what they ask for binds its users. Other files above a folder are for those who work there. */
const INHERITED = /(?:^|\/)(?:Cargo\.toml|pom\.xml|go\.mod|(?:build|settings)\.gradle(?:\.kts)?)$/

/** The runtimes that the repository itself asks for, in a manifest or a toolchain file; none of those that neither its code nor any of its commands runs on. */
export function statedRuntimes({ runtimes, commands, stack }: Facts): Runtime[] {
  const typed = new Set(
    Object.values(commands)
      .flat()
      .flatMap((command) => needOf(command)?.runtimes ?? []),
  )
  return runtimes.filter(
    ({ name, sources }) =>
      sources.some(({ path }) => !IN_CI.test(path)) && (typed.has(name) || runsCode(name, stack.languages)),
  )
}

/** Those that bind who only uses what stands in this folder. */
export const bindingRuntimes = (facts: Facts): Runtime[] => {
  const { subdirectory } = facts.repository
  return statedRuntimes(facts).filter(
    ({ sources }) =>
      !subdirectory || sources.some(({ path }) => path.startsWith(`${subdirectory}/`) || INHERITED.test(path)),
  )
}

const inWords = ({ name, constraint, sources }: Runtime) =>
  constraintInWords(spokenVersion(name, constraint.trim()), sources[0]?.path ?? '')

function said(runtime: Runtime): Markdown {
  const words = inWords(runtime)
  const name = text(runtimeName(runtime.name))
  return words === null ? md`${name} ${code(runtime.constraint)}` : md`${name} ${text(words)}`
}

/** A need in words, and what says so. */
interface Wanted {
  text: Markdown
  sources: Source[]
}
const asWanted = (runtime: Runtime): Wanted => ({ text: said(runtime), sources: runtime.sources })

/** The runtimes that these commands need: those that their installers are for, all of them where one is unknown. */
function usedBy(installs: readonly Command[], runtimes: readonly Runtime[]): Runtime[] {
  const binding = runtimes.filter((runtime) => /or later$/.test(inWords(runtime) ?? 'or later'))
  const wanted = installs.map((command) => needOf(command)?.runtimes)
  return wanted.includes(undefined) ? binding : binding.filter(({ name }) => wanted.some((one) => one?.includes(name)))
}

/** Node.js before this runs no package manager or test runner of today: a package that still allows it is not built with it. */
const OLDEST_NODE = 18
const isForUsersOnly = ({ name, constraint, sources }: Runtime) =>
  name === 'node' &&
  sources.every(({ path }) => path.endsWith('package.json')) &&
  Number(constraint.match(/^\D*(\d+)/)?.[1] ?? OLDEST_NODE) < OLDEST_NODE

/** Providers that are worth naming. */
const MOST_PROVIDERS = 6
/** Providers that a Terraform module asks for in versions. */
function providers({ facts, here }: Context): Wanted[] {
  return facts.dependencies
    .filter(({ purl, manifest }) => purl.startsWith('pkg:terraform/') && folderOf(manifest) === here)
    .flatMap(({ name, version, sources }) => {
      if (!version) return []
      const words = constraintInWords(version.trim(), '')
      return [{ text: md`the ${code(name)} provider ${words === null ? code(version) : text(words)}`, sources }]
    })
    .slice(0, MOST_PROVIDERS)
}

function sentence(wanted: readonly Wanted[]): Block[] {
  if (!wanted.length) return []
  return [
    paragraph(
      md`Requires ${listed(wanted.map((one) => one.text))}.`,
      wanted.flatMap(({ sources }) => sources),
    ),
  ]
}

const notFetched = (runtimes: readonly Runtime[]) => runtimes.filter(({ name }) => !FETCHED.has(name))

/** What who only installs it must have before, in one sentence: what manifests demand of that installer's runtime. */
export function requiredToUse(context: Context, installs: readonly Command[]): Block[] {
  const { facts } = context
  const binding = usedBy(installs, notFetched(bindingRuntimes(facts)))
  return sentence([...byWeight(binding, facts.languages).map(asWanted), ...providers(context)])
}

/** Each once, by its words, with all that says so. */
function merged(wanted: readonly Wanted[]): Wanted[] {
  const byText = new Map<Markdown, Source[]>()
  for (const one of wanted) byText.set(one.text, [...(byText.get(one.text) ?? []), ...one.sources])
  return [...byText].map(([words, sources]) => ({ text: words, sources }))
}

/**
 * What must be there before these commands are typed, in one sentence: the runtimes that the repository states, those of
 * the commands that it does not, the tools that come without them, and the databases that its settings point to.
 * @param contained all of it runs in containers, which bring what they need: only the tools are named
 */
export function requiredToBuild(context: Context, commands: readonly Command[], contained = false): Block[] {
  const { facts } = context
  const runtimes = contained ? [] : notFetched(statedRuntimes(facts))
  const known = new Set(runtimes.map(({ name }) => name))
  const needs = commands.flatMap((command) => {
    const need = needOf(command)
    return need ? [{ ...need, sources: command.sources }] : []
  })
  const unstated = needs.flatMap(({ runtimes: names, fetches, sources }) =>
    fetches ? [] : names.filter((name) => !known.has(name)).map((name) => ({ text: text(runtimeName(name)), sources })),
  )
  const tools = needs.flatMap(({ tool, sources }) =>
    tool === null || known.has(tool.toLowerCase()) ? [] : [{ text: text(tool), sources }],
  )
  const plain = byWeight(runtimes, facts.languages).map((one) =>
    isForUsersOnly(one) ? { text: text(runtimeName(one.name)), sources: one.sources } : asWanted(one),
  )
  const databases = needs.some(({ tool }) => tool === 'Docker' || tool === 'Podman')
    ? []
    : databasesOf(facts).map(({ name, sources }) => ({ text: text(name), sources }))
  return sentence(merged([...plain, ...providers(context), ...unstated, ...tools, ...databases]))
}
