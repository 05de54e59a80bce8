import type { MiddlewareHandler } from 'hono'
import type { ApiEnvironment } from '../environment'
import { Problem } from '../problems'

/** Characters of an address with its query, and bytes of all headers: several times what any client of ours needs. */
export const MOST = { address: 8 * 1024, headers: 32 * 1024 }

/** Problems: address_too_long, headers_too_large. */
export const limitSizes: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
  if (c.req.url.length > MOST.address) throw new Problem('address_too_long')
  let bytes = 0
  for (const [name, value] of c.req.raw.headers) bytes += name.length + value.length
  if (bytes > MOST.headers) throw new Problem('headers_too_large')
  await next()
}
