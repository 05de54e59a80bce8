import { type Document, type Operation, parsed } from '../../e2e/document.ts'
import type { Answer } from './exchange.ts'
import type { FuzzRequest } from './requests.ts'
import type { Outcome } from './send.ts'

/** What an answer breaks: the rule by its name, and in which way. */
export interface Broken {
  rule: string
  says: string
}

const PROBLEM = 'application/problem+json'

const mediaType = ({ headers }: Answer) => (headers['content-type'] ?? '').split(';', 1)[0]!.trim()

function* always({ status, headers, text }: Answer, { method }: FuzzRequest): Generator<Broken> {
  if (status >= 500 && status !== 503) yield { rule: 'no 5xx', says: `answered ${status}: ${text.slice(0, 300)}` }
  if (headers['x-content-type-options'] !== 'nosniff')
    yield { rule: 'nosniff', says: `answered ${status} without X-Content-Type-Options: nosniff` }
  if (headers['content-type']?.startsWith(PROBLEM) && method !== 'HEAD') {
    const problem = parsed(text)
    const says = typeof problem === 'object' && problem !== null && 'status' in problem ? problem.status : undefined
    if (says !== status) yield { rule: 'problem', says: `answered ${status} with a problem of ${says}` }
  }
}

/** Whoever asks for pages is told of problems on one. */
const onPage = (answer: Answer, { headers }: FuzzRequest) =>
  mediaType(answer) === 'text/html' && (headers.accept?.includes('text/html') ?? false)

function* ofOperation({ described }: Operation, answer: Answer, request: FuzzRequest): Generator<Broken> {
  const { status, headers } = answer
  const documented = described.responses[status]
  const [media] = Object.keys(documented?.content ?? {})
  if (status >= 400 && media === PROBLEM && mediaType(answer) !== PROBLEM && !onPage(answer, request))
    yield { rule: 'problem', says: `answered ${status} as "${mediaType(answer)}"` }
  // A state of health is no problem, and tells more than when to come again.
  if (status === 503 && (media === undefined || media === PROBLEM) && !headers['retry-after'])
    yield { rule: 'no 5xx', says: 'answered 503 without Retry-After' }
  for (const [name, { required }] of Object.entries(documented?.headers ?? {}))
    if (required && headers[name.toLowerCase()] === undefined)
      yield { rule: 'header', says: `answered ${status} without ${name}` }
}

function* byDocument(
  document: Document,
  operation: Operation,
  answer: Answer,
  request: FuzzRequest,
): Generator<Broken> {
  yield* ofOperation(operation, answer, request)
  const type = mediaType(answer)
  const { status, text } = answer
  const page = onPage(answer, request) && status in operation.described.responses
  const fault = page || request.method === 'HEAD' ? null : document.answerFault(operation, { status, type, text })
  if (fault !== null) yield fault
  if (request.wrong !== null && status < 400)
    yield { rule: 'wrong requests are refused', says: `answered ${status} although ${request.wrong.slice(0, 300)}` }
}

function* onMethod({ status, headers }: Answer, allowed: readonly string[]): Generator<Broken> {
  const said = (headers.allow ?? '').split(', ')
  // Who may not ask at all is told that first.
  if (status < 400) yield { rule: 'methods', says: `answered ${status} to a method that is not documented` }
  if (status === 405 && !allowed.every((method) => said.includes(method)))
    yield { rule: 'methods', says: `allows "${headers.allow}", documented are ${allowed.join(', ')}` }
}

/** The first promise of the document that an answer breaks; `null` where it keeps them all. */
export function brokenBy(document: Document, request: FuzzRequest, outcome: Outcome): Broken | null {
  if ('broke' in outcome) return { rule: 'an answer', says: outcome.broke }
  const { answer } = outcome
  const { operation, allowed } = request
  const all = [
    ...always(answer, request),
    ...(operation ? byDocument(document, operation, answer, request) : []),
    ...(allowed ? onMethod(answer, allowed) : []),
  ]
  return all[0] ?? null
}
