import type { Facts } from '../../../analysis/facts'
import { type Block, paragraph } from '../../blocks'
import { type Context, fileLink } from '../../context'
import { md } from '../../escape'
import { mainExports } from '../../wording/exports'
import { calls, type Example, exampleBlock, titleBlock } from './examples'
import { exported, importBlock } from './exports'

type Export = Facts['surface']['exports'][number]

const plain = (value: string) => value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Does the code bring this module in, or name it by a path? */
const bringsIn = (code: string, module: string) =>
  /^\s*(?:import|from|use|using|#include|library|\S{0,20}>\s*(?:import|from|using))\b|\brequire\b|::/m.test(code) &&
  (code.includes(module) || code.includes(module.replaceAll('-', '_')))

/** Is this module what the project is known by, rather than a part beside it? */
const isOwn = (module: string, { name, repository }: Facts) =>
  [name.value, repository.name].some((one) => plain(module).endsWith(plain(one)) || plain(one).includes(plain(module)))

/** Where a call comes from that the maintainers do not begin with themselves. */
function origin(context: Context, { from, sources }: Example): Block[] {
  const [source] = sources
  return from === 'example' && source ? [paragraph(md`From ${fileLink(context, source.path)}:`, [source])] : []
}

/** A second call is worth its lines when both are short and say what each shows. */
const SHORT = 14
function shown([first, second]: Example[]): Example[] {
  if (!first) return []
  const short = (one: Example) => one.sources.length <= SHORT
  return second?.title && second.title !== first.title && second.from === first.from && short(first) && short(second)
    ? [first, second]
    : [first]
}

/** How a library is called: an example that the repository gives, with the import where it leaves that out; then what is exported. */
export function callUsage(context: Context): Block[] {
  const { facts } = context
  const all = mainExports(facts)
  const examples = shown(calls(facts))
  const [first] = examples
  const module = all[0]?.module
  const beside = first !== undefined && module !== undefined && !bringsIn(first.code, module) && !isOwn(module, facts)
  const exports: Export[] = beside ? [] : all
  const brought = first !== undefined && (module === undefined || bringsIn(first.code, module))
  return [
    ...(brought ? [] : importBlock(exports)),
    ...examples.flatMap((one, index) => [...(index > 0 ? titleBlock(one) : origin(context, one)), exampleBlock(one)]),
    ...exported(
      context,
      exports.filter(({ name, local }) => name !== 'default' || local),
    ),
  ]
}
