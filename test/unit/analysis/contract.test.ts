import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const files = readdirSync('src/analysis', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))

test('the analyser takes only types from its schema, so that zod stays out of the consumer', () => {
  const takers = files.filter((path) => {
    const text = readFileSync(join('src/analysis', path), 'utf8')
    const values = [...text.matchAll(/^(import|export) (?!type )([^'"]*?) from '([^']+)'/gm)]
    return values.some(
      ([, , names, from]) =>
        from === 'zod' ||
        (/(?:^|\/)facts$/.test(from!) && /\{[^}]*(?<!type )\b[A-Z]\w*\b/.test(names!.replace(/type \w+/g, ''))),
    )
  })
  expect(takers).toEqual(['facts.ts'])
})
