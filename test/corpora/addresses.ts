/*
 * What the address parser makes of the addresses in other projects' tests:
 *
 *   node test/corpora/addresses.ts FOLDER > table.txt
 *
 * FOLDER holds checkouts of npm/hosted-git-info, nephila/giturlparse, IonicaBizau/git-url-parse and the like, a folder
 * each. Prints `address → meaning | code`, then where a suite that says what it expects is answered otherwise, then sums.
 */
import './source-modules.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Expected, expectedIn, stringsIn } from './address-suites.ts'

const { parseRequest } = await import('../../src/source/request.ts')
const { configuredHosts } = await import('../../src/source/origins.ts')

const TESTS = /test|spec|fixture|parser|detect/i
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Give the folder of the suites.')

const addresses = new Set<string>()
const expectations = new Map<string, Expected>()
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (!entry.isFile() || !TESTS.test(path.slice(folder.length))) continue
  const text = readFileSync(path, 'utf8')
  for (const address of stringsIn(entry.name, text)) addresses.add(address)
  for (const [address, expected] of expectedIn(path, text)) {
    addresses.add(address)
    expectations.set(address, expected)
  }
}

const hosts = configuredHosts('{}', '{}')
const outcomes = new Map<string, number>()
const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
const differences: string[] = []
for (const address of addresses) {
  const read = parseRequest({ url: address, ref: null, subdirectory: null }, hosts)
  const { host, owner, name, ref, refPath, subdirectory } = read.ok
    ? read.value
    : { host: '', owner: '', name: '', ref: null, refPath: null, subdirectory: null }
  const meaning = read.ok
    ? `${host}/${owner}/${name} ${ref ?? '-'} ${refPath ?? '-'} ${subdirectory ?? '-'}`
    : `${read.code}: ${read.message}`
  console.log(`${JSON.stringify(address)} → ${meaning}`)
  count(read.ok ? 'read' : `refused ${read.code}: ${read.message.replace(/^[\w.-]+\.\w+ (?=is not|has)/, 'HOST ')}`)

  const expected = expectations.get(address)
  if (!expected) continue
  const agrees =
    expected === 'refused'
      ? !read.ok
      : read.ok && expected.repository === `${host}/${owner}/${name}` && (expected.ref ?? ref) === ref
  const credentials = /^[^/]*:\/*[^/]*@|^[^/@:]*:[^/@]*@/.test(address) && !read.ok
  count(agrees ? 'as the suite expects' : credentials ? 'refused for user information' : 'other than the suite expects')
  const wanted = expected === 'refused' ? expected : `${expected.repository} ${expected.ref ?? '-'}`
  if (!agrees && !credentials) differences.push(`${JSON.stringify(address)} → ${meaning}; the suite expects ${wanted}`)
}

console.log(`\n# Differences\n${differences.join('\n')}`)
console.log(`\n# Sums of ${addresses.size} addresses, of ${expectations.size} with an expectation`)
for (const [outcome, times] of [...outcomes].sort((a, b) => b[1] - a[1])) console.log(`${times}\t${outcome}`)
