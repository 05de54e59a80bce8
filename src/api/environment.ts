import type { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestIdVariables } from 'hono/request-id'

/** The application's types: bindings and what the middlewares put into a request's context. */
export interface ApiEnvironment {
  /** Secrets of the deployment: without `TOKEN_SECRET` no token is taken, without `METRICS_TOKEN` no figures are shown. */
  Bindings: Env & { TOKEN_SECRET?: string; METRICS_TOKEN?: string }
  Variables: RequestIdVariables
}
export type Api = OpenAPIHono<ApiEnvironment>
