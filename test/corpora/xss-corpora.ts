import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'

/** A public corpus: the folder of its checkout, its file, and how payloads are found in that file. */
export interface Corpus {
  repository: string
  file: string
  payloads: (text: string, read: (file: string) => string) => string[]
}

const QUOTED = /(["'`])((?:\\.|(?!\1)[^\\])*)\1/g
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const property = (value: unknown, name: string): unknown =>
  isObject(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
const strings = (values: unknown): string[] =>
  Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []

/** What a module that only holds data exports, whichever way it does. */
function exported(text: string): unknown {
  const module = { exports: {} }
  runInNewContext(text.replace(/^export default/m, 'module.exports ='), { module, exports: module.exports })
  // From this realm's JSON, so that arrays are arrays here.
  return JSON.parse(JSON.stringify(module.exports))
}
const fields = (list: unknown, name: string): string[] =>
  Array.isArray(list) ? strings(list.map((item) => property(item, name))) : []

/** H5SC writes what its payloads do as `%name%`, and says elsewhere what stands for it. */
function filledIn(template: string, values: unknown): string {
  return template.replace(/%(\w+)%/g, (all, name: string) => {
    const value = property(values, name)
    return typeof value === 'string' ? value : all
  })
}

/** The strings of a program's text that hold HTML. */
const htmlStrings = (text: string): string[] =>
  [...text.matchAll(QUOTED)]
    .map(([, , inner = '']) => inner.replace(/\\(.)/gs, (_, sign: string) => ESCAPES[sign] ?? sign))
    .filter((string) => string.includes('<') || /script:/i.test(string))

/** Fetch them; their text stays out of this project. */
export const CORPORA: readonly Corpus[] = [
  {
    repository: 'cure53+DOMPurify',
    file: 'test/fixtures/expect.mjs',
    payloads: (text) => fields(exported(text), 'payload'),
  },
  {
    repository: 'cure53+H5SC',
    file: 'items.js',
    payloads: (text, read) => {
      const values = exported(read('payloads.js'))
      return fields(exported(text), 'data').map((template) => filledIn(template, values))
    },
  },
  {
    repository: 'payloadbox+xss-payload-list',
    file: 'Intruder/xss-payload-list.txt',
    payloads: (text) => text.split(/\r?\n/),
  },
  {
    repository: 'minimaxir+big-list-of-naughty-strings',
    file: 'blns.json',
    payloads: (text) => strings(JSON.parse(text)),
  },
  { repository: 'apostrophecms+sanitize-html', file: 'test/test.js', payloads: htmlStrings },
]

/** The payloads of a corpus below `folder`, each once. Throws when its checkout is not there or its format has changed. */
export function payloadsOf({ repository, file, payloads }: Corpus, folder: string): string[] {
  const read = (name: string) => readFileSync(join(folder, repository, name), 'utf8')
  const found = [...new Set(payloads(read(file), read))].filter((payload) => payload.trim() !== '')
  if (found.length === 0) throw new Error(`${repository}: ${file} holds no payloads that can be read.`)
  return found
}
