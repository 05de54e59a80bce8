import type { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestIdVariables } from 'hono/request-id'
import type { Requester } from './access/requester'
import type { ProblemCode } from './problems'

/** The application's types: bindings and what the middlewares put into a request's context. */
export interface ApiEnvironment {
  /**
   * With the secrets that a deployment may have: without `TOKEN_SECRET` no token is taken, without `METRICS_TOKEN` no
   * figures are shown; `LLM_API_KEY` opens the language model's provider.
   */
  Bindings: Env & { TOKEN_SECRET?: string; METRICS_TOKEN?: string; LLM_API_KEY?: string }
  Variables: RequestIdVariables & { requester?: Promise<Requester>; isOperator?: true; problem?: ProblemCode }
}
export type Api = OpenAPIHono<ApiEnvironment>
