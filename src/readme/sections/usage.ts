import { type Block, paragraph } from '../blocks'
import { type Context, fileLink } from '../context'
import { md } from '../escape'
import { wordedBlocks } from '../passages/passage'
import { callUsage } from './usage/calls'
import { commandUsage } from './usage/commands'
import { provisioningUsage } from './usage/provisioning'
import { requestUsage } from './usage/requests'

/** Folders that hold examples by their own name; others with demonstrations in them are not to be read as such. */
const EXAMPLES = /(?:^|\/)(?:[\w-]*examples?|samples?|demos?|cookbook|recipes|tutorials?)\/?$/i

/** How it is used, as its kind is: a block or step that provisions, lines to type, a call from code, a request; then where to read on. */
export function usage(context: Context): Block[] {
  const { facts, family } = context
  const provisioned = provisioningUsage(context)
  const provided = provisioned.length > 0
  const typed = commandUsage(context)
  const isCalled = !provided && (family === 'library' || (!typed.length && facts.kinds.includes('library')))
  const called = isCalled ? callUsage(context) : []
  const blocks: Block[] = [
    ...provisioned,
    ...(family === 'library' ? [...called, ...typed] : [...typed, ...called]),
    ...requestUsage(context),
  ]
  const { examples, guide } = facts.documents
  if (examples && EXAMPLES.test(examples.path))
    blocks.push(paragraph(md`Examples are in ${fileLink(context, examples.path)}.`, [{ path: examples.path }]))
  if (guide) blocks.push(paragraph(md`See ${fileLink(context, guide.path)} for how to use it.`, [{ path: guide.path }]))
  return blocks.length ? [...wordedBlocks(context.wording.get('usage')), ...blocks] : []
}
