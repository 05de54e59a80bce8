import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'

/** A job, as far as the tests look at it; the document's schema checks the rest. */
export interface Job {
  id: string
  status: string
  progress: { stage: string | null; percent: number }
  attempt: number
  run: number
  error: { code: string; message: string; retryable: boolean } | null
  result: { bytes: number; etag: string; commit: string } | null
  links: Record<string, string>
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>>
  components: object
}

/** A client that holds every answer against the service's own OpenAPI document: status, media type, schema. */
export async function connect(origin: string) {
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })

  function operationOf(method: string, path: string) {
    const asked = `${path.split('?')[0]!.replace(/\/$/, '')}/`
    for (const [template, item] of Object.entries(document.paths)) {
      const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)
      if (pattern.test(asked) && item[method.toLowerCase()]) return { template, operation: item[method.toLowerCase()]! }
    }
    throw new Error(`${method} ${path} is not in the document`)
  }

  async function ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(origin + path, { method, redirect: 'manual', ...init })
    const { template, operation } = operationOf(method, path)
    const documented = operation.responses[String(response.status)]
    if (!documented) throw new Error(`${method} ${template} answered ${response.status}, which is not documented`)
    const type = response.headers.get('content-type')?.split(';')[0]
    if (!documented.content) return response
    const media = type ? documented.content[type] : undefined
    if (!media) throw new Error(`${method} ${template} answered ${type}, which is not documented`)
    if (type?.endsWith('json')) {
      const pointer = `document#/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/responses/${response.status}/content/${type.replace('/', '~1')}/schema`
      const body: unknown = await response.clone().json()
      if (!ajv.validate(pointer, body)) throw new Error(`${method} ${template}: ${ajv.errorsText()}`)
    }
    return response
  }

  const get = (path: string, init?: RequestInit) => ask('GET', path, init)
  const job = async (id: string) => (await (await get(`/jobs/${id}/`)).json()) as Job
  return {
    ask,
    get,
    job,
    async generate(body: object, headers: Record<string, string> = {}): Promise<Job> {
      const response = await ask('POST', '/generate/', {
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      })
      expect(response.status).toBe(202)
      return (await response.json()) as Job
    },
    /** Polls until the job satisfies the condition. */
    async until(id: string, reached: (job: Job) => boolean, patienceMs = 45_000): Promise<Job> {
      let last: Job | undefined
      for (const end = Date.now() + patienceMs; Date.now() < end; await new Promise((r) => setTimeout(r, 100))) {
        last = await job(id)
        if (reached(last)) return last
      }
      throw new Error(`not reached: ${JSON.stringify(last)}`)
    },
  }
}

export const atRest = (job: Job) => job.status === 'completed' || job.status === 'failed'
