import type { z } from '@hono/zod-openapi'
import type { JobRepository, JobSpec } from '../job/job'
import type { Options } from '../readme/options'
import type { Address } from '../source/address'
import type { Hosts } from '../source/hosts'
import { parseFolder, parseRequest } from '../source/request'
import type { SourceResult } from '../source/result'
import { GenerateSchema, nameFromFile, UploadSchema } from './generate-request'
import { Problem } from './problems'
import type { Stored } from './store-upload'

/** What a job is created with, and what tells it from another. */
export interface Wanted {
  spec: JobSpec
  repository: JobRepository
  /** What the request asks for, apart from where an upload lies and from a token. */
  identity: object
  token?: string | undefined
  /** As asked for; `undefined` where nothing was. */
  isPrivate: boolean | undefined
  /** Is it worth nothing without a language model? */
  needsModel: boolean
}

/** The value, or the problem that the person can mend. */
function accepted<T>(result: SourceResult<T>): T {
  if (result.ok) return result.value
  const code = result.code === 'host_not_supported' ? 'host_not_supported' : 'address_invalid'
  throw new Problem(code, { detail: result.message })
}

const placeOf = ({ host, owner, name, url }: Address): JobRepository => ({ host, owner, name, url })

/** What the schema makes of a body. Problem: invalid_request. */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

/** Options as a job keeps them. */
const asText = (options: object | undefined) => (options ? { options: JSON.stringify(options) } : {})

const needsModel = (options: Options | undefined) => options?.llm === 'required'

/** What a job is wanted from an address. Problems: invalid_request, address_invalid, host_not_supported. */
export function ofAddress(hosts: Hosts, body: unknown): Wanted {
  const {
    url,
    ref = null,
    subdirectory = null,
    token,
    refresh,
    private: isPrivate,
    options,
  } = checked(GenerateSchema, body)
  const spec: JobSpec = { url, ref, subdirectory, ...(refresh ? { refresh } : {}), ...asText(options) }
  const address = accepted(parseRequest({ url, ref, subdirectory }, hosts))
  return {
    spec,
    repository: placeOf(address),
    identity: { ...spec, isPrivate },
    token,
    isPrivate,
    needsModel: needsModel(options),
  }
}

/** What a job is wanted from an archive. Problems as for `ofAddress`, if an address is given. */
export function ofUpload(hosts: Hosts, { key, bytes, sha256, format, filename }: Stored, fields: unknown): Wanted {
  const {
    url = null,
    ref = null,
    subdirectory = null,
    private: isPrivate,
    name,
    options,
  } = checked(UploadSchema, fields)
  const folder = subdirectory === null ? null : accepted(parseFolder(subdirectory))
  const asked = { url, ref, subdirectory: folder, ...asText(options) }
  const place = url === null ? null : placeOf(accepted(parseRequest({ url, ref, subdirectory }, hosts)))
  // Links are made of the address's own name.
  const called = place?.name ?? name ?? nameFromFile(filename) ?? 'upload'
  return {
    spec: { ...asked, upload: { key, bytes, sha256, format } },
    repository: { ...(place ?? { host: null, owner: null, url: null }), name: called },
    identity: { ...asked, name: called, sha256, isPrivate },
    isPrivate,
    needsModel: needsModel(options),
  }
}

/** A request that does not fit its schema, each error with a JSON pointer. */
export function invalid(error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({
    pointer: issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message: issue.message,
  }))
  return new Problem('invalid_request', { errors })
}
