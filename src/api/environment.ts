import type { OpenAPIHono } from '@hono/zod-openapi'
import type { RequestIdVariables } from 'hono/request-id'

/** The application's types: bindings and what the middlewares put into a request's context. */
export interface ApiEnvironment {
  Bindings: Env
  Variables: RequestIdVariables
}
export type Api = OpenAPIHono<ApiEnvironment>
