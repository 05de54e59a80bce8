import * as z from 'zod'
import { Drift } from '../../analysis/facts'
import { CLAIM_KINDS } from '../../analysis/vocabulary'

const line = z.int().positive()
const span = z.object({ first: line, last: line }).meta({ description: 'Lines of the existing README, both included.' })

/** Words of a person that stand in the new README. */
const Kept = z.object({
  what: z.enum(['notice', 'picture', 'badge', 'link', 'prose', 'section']),
  heading: z.string().nullable().meta({ description: 'Of the section in which they stood.' }),
  from: span,
})
/** Words of a person that do not. */
const Left = z.object({
  heading: z.string().nullable(),
  from: span,
  why: z.enum(['generated_instead', 'does_not_hold', 'not_markdown', 'template', 'too_long']),
  message: z.string(),
})
/** What became of a managed region of the existing README. */
const Region = z.object({
  id: z.string(),
  outcome: z.enum(['unchanged', 'updated', 'edited', 'emptied', 'added', 'broken']).meta({
    description:
      '`edited`: somebody changed it, so it was left as it is. `emptied`: the facts that it rested on are gone, and so is its ' +
      'text. `added`: put in on request. `broken`: its marks do not pair, so nothing between them was touched.',
  }),
  line: line.nullable().meta({ description: 'Where it begins in the README as it now is.' }),
  proposed: z.string().optional().meta({ description: 'Of an edited region: what would stand there.' }),
})
/** A section that the existing README lacks. */
const Offer = z.object({
  id: z.string(),
  heading: z.string(),
  after: z
    .int()
    .nonnegative()
    .meta({ description: 'Line of the existing README behind which it belongs; 0 is its beginning.' }),
  markdown: z.string().meta({ description: 'The managed region, ready to be put in.' }),
})

/** What became of a sentence that a language model wrote and the README does not have. */
const DroppedSentence = z.object({
  passage: z.string(),
  text: z.string(),
  why: z.enum(['not_plain', 'claim', 'not_backed', 'empty', 'repeated', 'too_long', 'passage_left']).meta({
    description:
      '`not_backed`: no statement of the repository says so. `claim`: praise or a result without an artefact. `not_plain`: no ' +
      'plain sentence. `passage_left`: backed, but the passage lost more than it kept and stays as it was.',
  }),
  words: z.array(z.string()).meta({ description: 'Words that no statement has, or that claim.' }),
})
/** What a language model had to do with the README. */
const ModelPart = z.object({
  provider: z.string(),
  model: z.string(),
  outcome: z.enum(['worded', 'unchanged', 'unavailable', 'withheld']).meta({
    description:
      '`worded`: some passages are in its words. `unchanged`: nothing it said was better or backed. `unavailable`: it did not ' +
      'answer. `withheld`: the repository is private, so it was not asked.',
  }),
  why: z.string().nullable(),
  passages: z
    .array(z.string())
    .meta({ description: 'Those in its words: `what`, `why`, `usage`, `module:` and a path.' }),
  dropped: z.array(DroppedSentence),
})

export const ReportSchema = z
  .object({
    mode: z.enum(['fresh', 'update', 'check']),
    readme: z.string().nullable().meta({ description: 'Path of the existing README; null without one.' }),
    checked: z.partialRecord(z.enum(CLAIM_KINDS), z.int().nonnegative()),
    drift: z.array(Drift),
    kept: z.array(Kept),
    left: z.array(Left),
    regions: z.array(Region),
    offered: z.array(Offer),
    model: ModelPart.nullable()
      .default(null)
      .meta({ description: 'null where no language model is configured, or none was wanted.' }),
  })
  .meta({ id: 'Report' })

/** What was found about the existing README and what was done with it. */
export type Report = z.infer<typeof ReportSchema>
export type Kept = z.infer<typeof Kept>
export type Left = z.infer<typeof Left>
export type Region = z.infer<typeof Region>
export type Offer = z.infer<typeof Offer>
