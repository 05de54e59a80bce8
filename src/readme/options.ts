import * as z from 'zod'
import { additionFault, parseTemplate } from './template/parse-template'
import { BADGES, SECTION_IDS, TEMPLATES } from './vocabulary'

/** Characters of a template of one's own, and of the text that is added to one section. */
const MOST_TEMPLATE = 32_768
const MOST_TEXT = 4_000
const MOST_GLOBS = 50

const section = z.enum(SECTION_IDS)
const globs = z.array(z.string().trim().min(1).max(256)).max(MOST_GLOBS)

/** Markdown that may stand at the end of a section: it ends what it begins, and begins no section of its own. */
const addition = z
  .string()
  .trim()
  .min(1)
  .max(MOST_TEXT)
  .superRefine((value, { addIssue }) => {
    const fault = additionFault(value)
    if (fault) addIssue({ code: 'custom', message: fault })
  })

const template = z
  .string()
  .min(1)
  .max(MOST_TEMPLATE)
  .superRefine((value, { addIssue }) => {
    const parsed = parseTemplate(value)
    if (!parsed.ok) addIssue({ code: 'custom', message: parsed.why })
  })

/** What somebody may ask of a README beside what it is about. Everything has a default. */
export const OptionsSchema = z
  .strictObject({
    mode: z
      .enum(['fresh', 'update', 'check'])
      .default('fresh')
      .meta({
        description:
          '`fresh`: a new README, into which notices, pictures, links and prose of the existing one are carried. ' +
          '`update`: the existing one, byte for byte but for its managed regions. ' +
          '`check`: no README; what of the existing one no longer holds.',
      }),
    missing: z.enum(['offer', 'insert']).default('offer').meta({
      description:
        'Sections that the existing README lacks, in an update: told in the report, or put in as managed regions.',
    }),
    template: z
      .union([z.enum(TEMPLATES), z.strictObject({ text: template })])
      .default('standard')
      .meta({ description: 'One of ours, or one of your own: `/docs/#templates`.' }),
    sections: z
      .strictObject({
        on: z.array(section).optional().meta({ description: 'These alone.' }),
        off: z.array(section).optional().meta({ description: 'All but these.' }),
        order: z.array(section).optional().meta({ description: 'These first, in this order.' }),
      })
      .default({}),
    badges: z
      .strictObject({
        style: z.enum(['flat', 'flat-square', 'plastic', 'for-the-badge', 'social']).default('flat'),
        set: z
          .array(z.enum(BADGES))
          .default([...BADGES])
          .meta({ description: 'Which, in this order; none for `[]`.' }),
      })
      .prefault({}),
    contents: z.enum(['auto', 'on', 'off']).default('auto').meta({ description: '`auto`: from 100 lines on.' }),
    tree_depth: z.int().min(0).max(6).default(3).meta({ description: 'Folders deep; 0 for no tree.' }),
    emoji: z.boolean().default(false).meta({ description: 'A sign before each heading.' }),
    text: z
      .partialRecord(section, addition)
      .default({})
      .meta({ description: 'Markdown of your own at the end of a section.' }),
    llm: z
      .enum(['auto', 'off', 'required'])
      .default('auto')
      .meta({
        description:
          'A language model may word some passages anew, from the same facts. `auto`: where one is configured and answers, ' +
          'and the repository is no secret. `off`: never. `required`: always; without its answer the job fails.',
      }),
    include: globs.default([]).meta({ description: 'Only files that match one of these are looked at.' }),
    exclude: globs.default([]).meta({ description: 'Files that match are left out, as by `.readmeforgeignore`.' }),
  })
  .meta({ id: 'Options' })

export type Options = z.infer<typeof OptionsSchema>

/** What is written when nothing is asked. */
export const DEFAULTS: Options = OptionsSchema.parse({})
