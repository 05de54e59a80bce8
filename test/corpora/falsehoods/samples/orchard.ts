import { licence } from './licence'
import type { Sample } from './sample'

export const ORCHARD: Sample = {
  owner: 'orchard-i18n',
  name: 'orchard',
  files: {
    'package.json': `{
  "name": "orchard",
  "private": true,
  "description": "Translated messages from the source code to the browser",
  "license": "Apache-2.0",
  "packageManager": "pnpm@9.7.0",
  "engines": { "node": ">=22" },
  "scripts": {
    "build": "pnpm -r build",
    "test": "pnpm -r test",
    "lint": "biome check .",
    "release": "changeset publish"
  },
  "devDependencies": {
    "@biomejs/biome": "^1.8.0",
    "@changesets/cli": "^2.27.0",
    "typescript": "^5.5.0",
    "vitest": "^2.0.0"
  }
}
`,
    'pnpm-workspace.yaml': `packages:
  - packages/*
`,
    LICENSE: licence('Apache-2.0'),
    '.changeset/config.json': `{ "access": "public", "baseBranch": "main", "linked": [["@orchard/core", "@orchard/react"]] }
`,
    '.github/workflows/ci.yml': `name: ci
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: pnpm/action-setup@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: pnpm
      - run: pnpm install --frozen-lockfile
      - run: pnpm lint
      - run: pnpm build
      - run: pnpm test
`,
    'biome.json': `{ "formatter": { "indentStyle": "space" } }
`,
    'packages/core/package.json': `{
  "name": "@orchard/core",
  "version": "3.2.1",
  "description": "Parses and formats messages in ICU syntax",
  "license": "Apache-2.0",
  "type": "module",
  "exports": "./dist/index.js",
  "scripts": { "build": "tsc", "test": "vitest run" },
  "dependencies": { "@formatjs/icu-messageformat-parser": "^2.7.0" }
}
`,
    'packages/core/src/index.ts': `/**
 * Parses and formats messages in ICU syntax.
 *
 * A message is parsed once and can be formatted many times. Plurals and dates follow the rules of the locale, which come
 * from \`Intl\` and are not shipped with the package. Messages never contain HTML: tags are returned as tokens.
 */
export { type Catalogue, merge } from './catalogue.js'
export { compile, type Message } from './compile.js'
export { MissingMessageError } from './errors.js'
export { format } from './format.js'
`,
    'packages/core/src/catalogue.ts': `/** Messages of one locale by their identifiers. */
export interface Catalogue {
  locale: string
  messages: Record<string, string>
}

/**
 * Merges two catalogues of the same locale.
 *
 * Messages of the second catalogue replace those of the first. Neither catalogue is changed.
 */
export function merge(first: Catalogue, second: Catalogue): Catalogue {
  if (first.locale !== second.locale) throw new RangeError('The catalogues have different locales.')
  return { locale: first.locale, messages: { ...first.messages, ...second.messages } }
}
`,
    'packages/core/src/compile.ts': `import { type MessageFormatElement, parse } from '@formatjs/icu-messageformat-parser'

/** A message that has been parsed. */
export interface Message {
  elements: MessageFormatElement[]
}

/**
 * Parses a message.
 *
 * @throws {SyntaxError} if a brace is not closed. An unknown argument type is kept as plain text.
 */
export function compile(text: string): Message {
  return { elements: parse(text) }
}
`,
    'packages/core/src/errors.ts': `/** Thrown by \`format\` in strict mode when a message is missing. Otherwise the identifier itself is returned. */
export class MissingMessageError extends Error {}
`,
    'packages/core/src/format.ts': `import type { Catalogue } from './catalogue.js'
import { compile } from './compile.js'
import { MissingMessageError } from './errors.js'
import { textOf } from './text.js'

/**
 * Formats a message with arguments.
 *
 * The first catalogue that holds the message is used, so that a region can fall back to its language. Arguments that the
 * message does not name are ignored.
 */
export function format(catalogues: Catalogue[], id: string, values: Record<string, unknown> = {}, strict = false): string {
  for (const { locale, messages } of catalogues) {
    const text = messages[id]
    if (text !== undefined) return compile(text).elements.map((element) => textOf(element, values, locale)).join('')
  }
  if (strict) throw new MissingMessageError(id)
  return id
}
`,
    'packages/core/src/text.ts': `import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'

/** The text of one element in a locale. */
export function textOf(element: MessageFormatElement, values: Record<string, unknown>, locale: string): string {
  if (!('value' in element)) return ''
  const value = values[element.value as string]
  if (value === undefined) return String(element.value)
  return value instanceof Date ? new Intl.DateTimeFormat(locale).format(value) : String(value)
}
`,
    'packages/cli/package.json': `{
  "name": "@orchard/cli",
  "version": "1.5.0",
  "description": "Extracts messages from source code into catalogues and reports missing translations",
  "license": "Apache-2.0",
  "type": "module",
  "bin": { "orchard": "./dist/main.js" },
  "scripts": { "build": "tsc", "test": "vitest run" },
  "dependencies": { "@babel/parser": "^7.25.0", "@orchard/core": "workspace:^", "commander": "^12.1.0" }
}
`,
    'packages/cli/src/main.ts': `#!/usr/bin/env node
import { Command } from 'commander'
import { extract } from './extract.js'
import { report } from './report.js'

const program = new Command('orchard')

program
  .command('extract')
  .description('write the messages that the source code uses to the catalogue of the source locale')
  .option('--source <glob>', 'files to read', 'src/**/*.{ts,tsx}')
  .option('--locale <locale>', 'source locale', 'en')
  .action(extract)

program
  .command('report')
  .description('list the messages that are missing in a locale')
  .option('--fail-below <percent>', 'end with an error when fewer messages are translated', '0')
  .action(report)

await program.parseAsync()
`,
    'packages/cli/src/extract.ts': `import { glob, readFile, writeFile } from 'node:fs/promises'
import { parse } from '@babel/parser'

/**
 * Extracts messages from source code.
 *
 * Calls of \`t()\` with a literal identifier are found; calls with a computed identifier are reported and left alone. Only
 * the catalogue of the source locale is written. Messages that the code no longer uses are marked as obsolete, not
 * deleted.
 */
export async function extract(options: { source: string; locale: string }): Promise<void> {
  const path = \`catalogues/\${options.locale}.json\`
  const catalogue = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))
  const used = new Set<string>()
  for await (const file of glob(options.source)) {
    const { tokens } = parse(await readFile(file, 'utf8'), { sourceType: 'module', plugins: ['typescript', 'jsx'], tokens: true })
    for (const id of literalCalls(tokens ?? [])) used.add(id)
  }
  for (const id of used) catalogue.messages[id] ??= id
  catalogue.obsolete = Object.keys(catalogue.messages).filter((id) => !used.has(id))
  await writeFile(path, JSON.stringify(catalogue, null, 2))
}

function literalCalls(tokens: { type: { label: string }; value?: string }[]): string[] {
  return tokens.flatMap((token, i) =>
    token.value === 't' && tokens[i + 1]?.type.label === '(' && tokens[i + 2]?.type.label === 'string' ? [tokens[i + 2]!.value!] : [],
  )
}
`,
    'packages/cli/src/report.ts': `import { readdir, readFile } from 'node:fs/promises'
import type { Catalogue } from '@orchard/core'

/**
 * Reports what is missing.
 *
 * It does not translate anything and calls no translation service. The command succeeds even if messages are missing,
 * unless \`--fail-below\` is given.
 */
export async function report(options: { failBelow: string }): Promise<void> {
  const source: Catalogue = JSON.parse(await readFile('catalogues/en.json', 'utf8'))
  for (const file of await readdir('catalogues')) {
    const { locale, messages }: Catalogue = JSON.parse(await readFile(\`catalogues/\${file}\`, 'utf8'))
    const missing = Object.keys(source.messages).filter((id) => messages[id] === undefined)
    for (const id of missing) console.log(\`\${locale}\\t\${id}\`)
    const share = 100 - (100 * missing.length) / Object.keys(source.messages).length
    if (share < Number(options.failBelow)) process.exitCode = 1
  }
}
`,
    'packages/server/package.json': `{
  "name": "@orchard/server",
  "version": "0.9.0",
  "description": "Serves catalogues over HTTP, for applications that load their messages at run time",
  "license": "Apache-2.0",
  "private": true,
  "type": "module",
  "scripts": { "build": "tsc", "start": "node dist/main.js", "test": "vitest run" },
  "dependencies": { "@orchard/core": "workspace:^", "fastify": "^4.28.0" }
}
`,
    'packages/server/src/main.ts': `import Fastify from 'fastify'
import { catalogueOf } from './store.js'

/** Serves catalogues. It reads them and never writes them; there is no way to edit a message over HTTP. */
const server = Fastify({ logger: true })

server.get<{ Params: { locale: string } }>('/catalogues/:locale', async (request, reply) => {
  const catalogue = await catalogueOf(request.params.locale)
  if (catalogue === undefined) return reply.code(404).send()
  return reply.header('cache-control', 'public, max-age=600').send(catalogue)
})

await server.listen({ port: Number(process.env.PORT ?? 4100) })
`,
    'packages/server/src/store.ts': `import { readFile } from 'node:fs/promises'
import type { Catalogue } from '@orchard/core'

/**
 * Reads a catalogue from the folder named by \`CATALOGUES\`.
 *
 * The file is read again for each request, so that a deployment only has to replace the files. The server keeps no state.
 */
export async function catalogueOf(locale: string): Promise<Catalogue | undefined> {
  if (!/^[a-zA-Z-]+$/.test(locale)) return undefined
  const text = await readFile(\`\${process.env.CATALOGUES ?? 'catalogues'}/\${locale}.json\`, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}
`,
    'packages/react/package.json': `{
  "name": "@orchard/react",
  "version": "3.2.1",
  "description": "React hooks for translated messages",
  "license": "Apache-2.0",
  "type": "module",
  "exports": "./dist/index.js",
  "scripts": { "build": "tsc", "test": "vitest run" },
  "dependencies": { "@orchard/core": "workspace:^" },
  "peerDependencies": { "react": ">=18" }
}
`,
    'packages/react/src/index.tsx': `import { type Catalogue, format } from '@orchard/core'
import { createContext, type ReactNode, useContext } from 'react'

const Catalogues = createContext<Catalogue[]>([])

/** Gives catalogues to the components below it. It loads nothing: the catalogues must be passed in. */
export function OrchardProvider({ catalogues, children }: { catalogues: Catalogue[]; children: ReactNode }) {
  return <Catalogues.Provider value={catalogues}>{children}</Catalogues.Provider>
}

/**
 * Returns a function that translates an identifier.
 *
 * Must be called below an \`OrchardProvider\`. Rendering on the server works, streaming is not tested.
 */
export function useMessages() {
  const catalogues = useContext(Catalogues)
  return (id: string, values?: Record<string, unknown>) => format(catalogues, id, values)
}
`,
    'packages/core/test/merge.test.ts': `import { expect, test } from 'vitest'
import { merge } from '../src/catalogue.js'

test('the second catalogue wins', () => {
  const merged = merge({ locale: 'de', messages: { a: '1' } }, { locale: 'de', messages: { a: '2' } })
  expect(merged.messages.a).toBe('2')
})
`,
    'docs/why.md': `# Why

Most teams keep identifiers and messages in two places. Orchard starts from the identifiers in the code and treats the
catalogue as something that is derived from it.

A Vue package is planned. Translators are expected to work on the JSON files with an editor of their own; Orchard has no
editor.
`,
  },
}
