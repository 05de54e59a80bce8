import type { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestIdVariables } from 'hono/request-id'

/** The application's types: bindings and what the middlewares put into a request's context. */
export interface ApiEnvironment {
  /** `TOKEN_SECRET` is a secret of the deployment: without it no token is taken. */
  Bindings: Env & { TOKEN_SECRET?: string }
  Variables: RequestIdVariables
}
export type Api = OpenAPIHono<ApiEnvironment>
