// Lets plain Node run the project's TypeScript, whose imports have no endings: import this first, the rest with `import()`.
import { existsSync, readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

const isOurs = (url: string): boolean =>
  url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/')

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || specifier.endsWith('.ts') || !context.parentURL) return next(specifier, context)
    const url = new URL(`${specifier}.ts`, context.parentURL)
    return existsSync(fileURLToPath(url.href))
      ? { url: url.href, format: 'module', shortCircuit: true }
      : next(specifier, context)
  },
  load(url, context, next) {
    if (!isOurs(url)) return next(url, context)
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'), { mode: 'transform', sourceUrl: url })
    return { format: 'module', source, shortCircuit: true }
  },
})
