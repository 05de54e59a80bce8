import { z } from '@hono/zod-openapi'
import { OptionsSchema } from '../readme/options'
import { optional, textOf } from './request-body'
import { TokenSchema } from './token'

const url = z.string().trim().min(1).max(2048).meta({
  description: 'Address of the repository: web, clone, ssh or `owner/name`; branch and folder as in the browser.',
  example: 'https://github.com/owner/repo',
})
/** Text that names nothing where it is empty. */
const name = (most: number) =>
  z.preprocess((value) => (value === '' ? undefined : value), optional(z.string().trim().max(most)))
const ref = name(255).meta({
  description: 'Branch, tag or commit; wins over the one in the address.',
})
const subdirectory = name(1024).meta({
  description: 'Folder to describe; wins over the one in the address.',
})
/** As the document says it: text in forms and queries. */
const FLAG = { type: ['boolean', 'string', 'null'] as const }
/** A checkbox sends `on`; other forms what their writers think of. */
const flag = optional(
  z.preprocess((value) => {
    if (value === 'true' || value === 'on' || value === '1') return true
    return value === 'false' || value === '0' ? false : value
  }, z.boolean()),
)

/** An object, or the JSON text of one as forms and queries carry it. */
const options = optional(
  z.preprocess((value) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  }, OptionsSchema),
).meta({
  description:
    'How the README is to be written; in forms and queries as JSON text, in forms also a field each: `options.mode=update`, `options.badges.style=flat`.',
})

const isPrivate = flag.meta({
  ...FLAG,
  description:
    'For your eyes alone. Else whoever knows the id of the job may read it; with a `token` it is private unless this says `false`. Not where access is open: every job belongs to everybody there.',
})

/** What a README is asked for with. */
export const GenerateSchema = z
  .strictObject({
    url,
    ref,
    subdirectory,
    token: optional(TokenSchema),
    refresh: flag.meta({
      ...FLAG,
      description:
        'Read the repository, and ask the language model, even if facts and answer are known from an earlier job.',
    }),
    private: isPrivate,
    options,
  })
  .openapi('Generate')

/** What stands beside an archive that is uploaded. */
export const UploadSchema = z
  .strictObject({
    url: optional(url).meta({
      description: 'Address of the repository that the archive was made from, where there is one.',
    }),
    ref,
    subdirectory,
    private: isPrivate,
    options,
    name: optional(
      textOf(/^[^\p{Cc}/\\]{1,100}$/u, 'A name has at most 100 characters, no slash and no control character.'),
    ).meta({ description: 'Name of the project; else that of the address, or of the file.' }),
  })
  .openapi('Upload')

/** A name for an upload, from the name of the file it came in: `kettle-1.2.tar.gz` → `kettle-1.2`. */
export function nameFromFile(filename: string | null): string | undefined {
  const base = filename?.split(/[/\\]/).at(-1) ?? ''
  const name = base.replace(/\.(?:zip|tar\.gz|tgz|tar)$/i, '').replace(/[^\p{L}\p{N}_.-]+/gu, '-')
  return /[\p{L}\p{N}]/u.test(name) ? name.slice(0, 100) : undefined
}
