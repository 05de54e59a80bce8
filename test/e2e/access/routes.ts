import { api } from '../../../src/api/api'

/** `x-access` of an operation (`src/api/access/rules.ts`), and `list` for what shows each their own. */
export type Rule = 'reader' | 'owner' | 'creator' | 'operator' | 'anybody' | 'list'

export interface Route {
  method: string
  /** As Hono has it: `/jobs/:id/`. */
  path: string
  rule: Rule
}

/** The pages, which stand in no document. */
const PAGES: Record<string, Rule> = {
  'GET /openapi.json': 'anybody',
  'GET /docs/': 'anybody',
  'GET /': 'anybody',
  'GET /r/:id/': 'reader',
  'GET /r/:id/edit/': 'reader',
  'GET /r/:id/changes/': 'reader',
  'GET /r/:id/findings/': 'reader',
  'GET /r/:id/facts/': 'reader',
  'GET /r/:id/delete/': 'owner',
  'POST /r/:id/retry/': 'owner',
  'POST /r/:id/delete/': 'owner',
  'POST /r/:id/share/': 'owner',
  'POST /r/:id/edit/': 'reader',
  'POST /r/:id/edit/download/': 'anybody',
  'GET /:host{(?:https?:|[^/]*[.][^/]*)}/*': 'list',
}

interface Document {
  paths: Record<string, Record<string, { 'x-access'?: Rule }>>
}

/** Every route that the application serves, with its rule: from the document, or from the table of pages. */
export function routesOf(document: Document): Route[] {
  const names = new Set(
    api.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  )
  return [...names].map((name) => {
    const [method = '', path = ''] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)]
    const operation = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    const rule = name === 'GET /jobs/' ? 'list' : (operation?.['x-access'] ?? PAGES[name])
    if (!rule) throw new Error(`${name} does not say who may call it`)
    return { method, path, rule }
  })
}
