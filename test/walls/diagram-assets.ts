import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Page } from './serve-documents'

const ASSETS = join(import.meta.dirname, '../../src/web/assets')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
}

/** The headers that `_headers` gives to files below this address. */
function headersFor(address: string): Record<string, string> {
  const blocks = readFileSync(join(ASSETS, '_headers'), 'utf8').split(/\n(?=\S)/)
  const lines = blocks
    .filter((block) => block.startsWith(`${address}*\n`))
    .flatMap((block) => block.split('\n').slice(1))
  const pairs = lines.map((line) => line.match(/^\s+([\w-]+):\s*(.+)$/)).filter((match) => match !== null)
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]))
}

/** A file of the page that draws diagrams, as the product serves it; `null` where there is none. */
export function diagramAsset(path: string): Page | null {
  if (!/^\/diagram\/[\w./-]*$/.test(path) || path.includes('..')) return null
  const file = join(ASSETS, path.endsWith('/') ? `${path}index.html` : path)
  const type = TYPES[extname(file)]
  if (!type || !existsSync(file)) return null
  return { html: readFileSync(file, 'utf8'), headers: { ...headersFor('/diagram/'), 'Content-Type': type } }
}

/** The page as it would be if it took the text for HTML, without a policy: whoever finds nothing above must find it here. */
export function carelessAsset(path: string): Page | null {
  const asset = diagramAsset(path)
  if (!asset) return null
  const careless = 'document.body.innerHTML = `<svg></svg>${decodeURIComponent(location.hash.slice(1))}`\n'
  return {
    html: path.endsWith('draw.js') ? careless : asset.html,
    headers: { 'Content-Type': asset.headers['Content-Type'] ?? 'text/html' },
  }
}
