import { expect } from 'vitest'
import { documentOf } from './document'

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

/** A client that holds every answer against the service's own OpenAPI document: status, media type, schema. */
export async function connect(origin: string) {
  const document = await documentOf(origin)

  async function ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(origin + path, { method, redirect: 'manual', ...init })
    const operation = document.find(method, path)
    if (!operation) throw new Error(`${method} ${path} is not in the document`)
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const text = type.endsWith('json') ? await response.clone().text() : ''
    const fault = document.answerFault(operation, { status: response.status, type, text })
    if (fault) throw new Error(`${method} ${operation.template}: ${fault.says}`)
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
