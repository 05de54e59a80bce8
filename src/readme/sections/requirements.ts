import type { Command, Facts } from '../../analysis/facts'
import { type Block, paragraph } from '../blocks'
import type { Context } from '../context'
import { code, listed, type Markdown, md, text } from '../escape'
import { byWeight, constraintInWords, runtimeName, spokenVersion } from '../wording/runtimes'

/** Package managers that come without the runtime, and so have to be named. */
const SEPARATE = new Map([
  ['pnpm', 'pnpm'],
  ['yarn', 'Yarn'],
  ['bun', 'Bun'],
  ['uv', 'uv'],
  ['poetry', 'Poetry'],
  ['pipenv', 'Pipenv'],
  ['pdm', 'PDM'],
  ['hatch', 'Hatch'],
  ['conda', 'conda'],
  ['composer', 'Composer'],
  ['bundler', 'Bundler'],
])

/** What an installer brings packages for; those of other runtimes are no matter of the one who types it. */
const INSTALLERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:npm|npx|pnpm|yarn)\b/, ['node']],
  [/^(?:pip3?|pipx|uv|poetry|pdm|python3?)\b/, ['python']],
  [/^cargo\b/, ['rust']],
  [/^go\b/, ['go']],
  [/^(?:gem|bundle)\b/, ['ruby']],
  [/^composer\b/, ['php']],
  [/^dotnet\b/, ['dotnet']],
  [/^(?:deno|bun)\b/, []],
  [/^brew\b/, []],
]

type Runtime = Facts['runtimes'][number]

/** Settings of a CI service: they tell on what it is tested, not what it asks for. */
const IN_CI = /^(?:\.github\/|\.circleci\/|\.gitlab-ci|\.travis\.yml|azure-pipelines|appveyor|Jenkinsfile)/
/** Compilers that the build fetches by itself. */
const FETCHED = new Set(['kotlin', 'scala'])

/** Manifests that a package inherits from: what they ask for binds its users. Other files above a folder are for those who work there. */
const INHERITED = /(?:^|\/)(?:Cargo\.toml|pom\.xml|go\.mod|(?:build|settings)\.gradle(?:\.kts)?)$/

/** The runtimes that the repository itself asks for, in a manifest or a toolchain file. */
export const statedRuntimes = ({ runtimes }: Facts): Runtime[] =>
  runtimes.filter(({ sources }) => sources.some(({ path }) => !IN_CI.test(path)))

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

/** The runtimes that these commands need: those that their installers are for, all of them where one is unknown. */
function usedBy(installs: readonly Command[], runtimes: readonly Runtime[]): Runtime[] {
  const binding = runtimes.filter((runtime) => /or later$/.test(inWords(runtime) ?? 'or later'))
  const wanted = installs.map(({ command }) => INSTALLERS.find(([pattern]) => pattern.test(command))?.[1])
  return wanted.includes(undefined) ? binding : binding.filter(({ name }) => wanted.some((one) => one?.includes(name)))
}

/**
 * What must be there before anything else is typed, in one sentence. Who only `installs` it is bound by what manifests
 * demand of that installer's runtime; who builds it, also by the versions that toolchain files name, and by the package managers of its folder or one above.
 */
export function requirements({ facts, here }: Context, installs?: readonly Command[]): Block[] {
  const stated = (installs ? bindingRuntimes : statedRuntimes)(facts).filter(({ name }) => !FETCHED.has(name))
  const binding = installs ? usedBy(installs, stated) : stated
  const known = new Set(stated.map(({ name }) => name))
  const managers = installs
    ? []
    : facts.package_managers.filter(
        ({ name, cwd }) => (cwd === '.' || `${here}/`.startsWith(`${cwd}/`)) && SEPARATE.has(name) && !known.has(name),
      )
  const wanted = [
    ...byWeight(binding, facts.languages).map(said),
    ...managers.map(({ name }) => text(SEPARATE.get(name) ?? name)),
  ]
  if (!wanted.length) return []
  return [
    paragraph(
      md`Requires ${listed(wanted)}.`,
      [...binding, ...managers].flatMap(({ sources }) => sources),
    ),
  ]
}
