import { type Block, fenced } from '../../blocks'
import type { Context } from '../../context'
import { type Example, exampleBlock, settings, titleBlock } from './examples'

const NAME = /^[A-Za-z_][\w-]*$/
/** Inputs that must be given: more of them are read in their table. */
const MOST_INPUTS = 15

/** The module's block with every input that it must be given, each from a variable of the caller's own. */
function moduleBlock({ facts: { commands, surface } }: Context): Block[] {
  const install = commands.install.find(({ command }) => /^module "[\w-]+" \{/.test(command))
  const [, name, address] = install?.command.match(/^module "([\w-]+)" \{\s*source\s*=\s*"([\w./:@?=&~-]+)"/) ?? []
  const needed = surface.inputs.filter(({ required, name: one }) => required && NAME.test(one))
  if (!install || !name || !address || !needed.length || needed.length > MOST_INPUTS) return []
  const width = Math.max('source'.length, ...needed.map((one) => one.name.length))
  return [
    fenced('hcl', [
      { text: `module "${name}" {`, sources: install.sources },
      { text: `  ${'source'.padEnd(width)} = "${address}"`, sources: install.sources },
      ...needed.map((one) => ({ text: `  ${one.name.padEnd(width)} = var.${one.name}`, sources: one.sources })),
      { text: '}', sources: install.sources },
    ]),
  ]
}

/** A step that is given nothing: how to get it is shown by the same line. */
const isBare = ({ code }: Example) => /^\s*-?\s*uses:.*$/.test(code.trim())

/** How what others provision with is called: as the repository shows it, or a module's block from its required inputs. */
export function provisioningUsage(context: Context): Block[] {
  const first = settings(context.facts).find((one) => !isBare(one))
  if (!first) return moduleBlock(context)
  return [...titleBlock(first), exampleBlock(first)]
}
