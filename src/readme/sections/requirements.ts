import type { Facts } from '../../analysis/facts'
import { type Block, paragraph } from '../blocks'
import type { Context } from '../context'
import { code, listed, type Markdown, md, text } from '../escape'
import { byWeight, constraintInWords, runtimeName } from '../wording/runtimes'

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

type Runtime = Facts['runtimes'][number]

const inWords = ({ constraint, sources }: Runtime) => constraintInWords(constraint.trim(), sources[0]?.path ?? '')

function said(runtime: Runtime): Markdown {
  const words = inWords(runtime)
  const name = text(runtimeName(runtime.name))
  return words === null ? md`${name} ${code(runtime.constraint)}` : md`${name} ${text(words)}`
}

/**
 * What must be there before anything else is typed, in one sentence. Who only uses it is bound by what manifests demand;
 * who builds it (`building`), also by the versions that toolchain files name, and by the root's package managers.
 */
export function requirements({ facts }: Context, building: boolean): Block[] {
  const binding = facts.runtimes.filter((runtime) => building || /or later$/.test(inWords(runtime) ?? 'or later'))
  const known = new Set(facts.runtimes.map(({ name }) => name))
  const managers = building
    ? facts.package_managers.filter(({ name, cwd }) => cwd === '.' && SEPARATE.has(name) && !known.has(name))
    : []
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
