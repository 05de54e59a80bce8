import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type Address, parseAddress } from '../../../src/source/address'
import { archiveUrl, blobUrl, folderUrl, gitUrl, mayReach, rawUrl } from '../../../src/source/hosts'
import { configuredHosts } from '../../../src/source/origins'
import { isRefName } from '../../../src/source/ref-name'
import { BAD, GOOD } from './addresses'

// Many thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const HOSTS = configuredHosts(
  '{"github.example.com":"http://127.0.0.1:9100","plain.example.com":"https://plain.example.com:8443"}',
  '{"plain.example.com":"git","srht.example.com":"sourcehut"}',
)
const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const PATH = 'a/../b c?#%2e%2e'
/** Where the host's own pages and files are, besides the host. */
const ELSEWHERE = ['https://raw.githubusercontent.com']

/** What is wrong with a URL that was built for a repository; `null` when nothing is. */
function fault(text: string, origins: readonly string[]): string | null {
  const url = new URL(text)
  if (url.href !== text) return `${text} is not written as it is read: ${url.href}`
  if (!origins.includes(url.origin)) return `${text} leaves ${origins}`
  if (url.username || url.password || url.search || url.hash) return `${text} carries more than a path`
  return url.pathname.split('/').some((segment, index) => index > 0 && segment === '') ? `${text} has a hole` : null
}

/** What is wrong with an address that was read; `null` when nothing is. */
function faultOf(address: Address): string | null {
  const { host, owner, name, ref, refPath, subdirectory, url, cloneUrl } = address
  const own = `https://${host}`
  const asked = HOSTS.origin(host)
  const requests = [gitUrl(address, HOSTS), archiveUrl(address, COMMIT, HOSTS)?.url].filter((one) => one !== undefined)
  const links = [blobUrl, folderUrl, rawUrl]
    .map((link) => link(address, COMMIT, 'a b/c#?%2e', HOSTS))
    .filter((one) => one !== null)
  const faults = [
    ...requests.map((one) => fault(one, [asked])),
    ...requests.map((one) => (mayReach(new URL(one), host, HOSTS) ? null : `${one} is out of reach`)),
    ...[url, cloneUrl].map((one) => fault(one, [own])),
    ...links.map((one) => fault(one, [own, ...ELSEWHERE])),
    [...owner.split('/'), name].some((part) => /^\.{1,2}$|^\.git$/i.test(part)) ? `${owner}/${name} climbs` : null,
    ref === null || isRefName(ref) ? null : `${ref} is no reference`,
    [refPath, subdirectory].some((path) => path?.split('/').includes('..')) ? 'a path climbs' : null,
  ]
  return faults.find((one) => one !== null) ?? null
}

const piece = fc.constantFrom(
  ...['https://', 'http://', 'ssh://', 'git+https://', 'git://', 'git@', 'user:pass@', 'github.com', 'gitlab.com'],
  ...[
    'git.sr.ht',
    '~',
    'plain.example.com',
    'github.example.com',
    'raw.githubusercontent.com',
    'evil.example',
    'github:',
  ],
  ...[
    '127.0.0.1',
    '[::1]',
    '0x7f.1',
    ':443',
    ':8443',
    ':22',
    ':',
    '/',
    '//',
    '..',
    '.',
    '/../',
    '%2e%2e',
    '%2f',
    '%',
    '%00',
  ],
  ...[
    '#',
    '?ref=',
    '?h=',
    '&',
    '@',
    '\\',
    '\0',
    '\n',
    ' ',
    '\u202e',
    '\u200b',
    'é',
    '。',
    'o',
    'name',
    '.git',
    '/tree/',
    '/item/',
  ],
  ...[
    '/blob/',
    '/-/',
    '/src/branch/',
    'refs/heads/',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    "'",
    '`',
    '=',
    '+',
    'git clone ',
  ],
  ...['--branch ', '-b ', '__proto__', 'constructor', '-'],
)
const pieces = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''))
/** An address of the lists with something put into it, or taken out. */
const mutated = fc
  .tuple(fc.constantFrom(...Object.keys(GOOD), ...Object.keys(BAD)), fc.nat(), fc.nat({ max: 3 }), fc.option(piece))
  .map(([address, at, cut, put]) => {
    const from = at % (address.length + 1)
    return address.slice(0, from) + (put ?? '') + address.slice(from + cut)
  })

test('no input throws, and what is read leads to https on its own host, or its mapped origin, by a path that cannot climb', () => {
  let read = 0
  fc.assert(
    fc.property(fc.oneof(pieces, mutated, mutated, fc.string({ maxLength: 60, unit: 'binary' })), (input) => {
      const parsed = parseAddress(input, HOSTS)
      if (!parsed.ok) return
      read++
      const wrong = faultOf(parsed.value)
      if (wrong !== null) throw new Error(wrong)
    }),
    { seed: 20260, numRuns: 40_000 },
  )
  expect(read).toBeGreaterThan(2_000)
})

test('links of a file whose path is written to climb stay on the host as well', () => {
  for (const { name } of HOSTS.rows) {
    const link = blobUrl({ host: name, owner: 'o', name: 'n' }, COMMIT, PATH, HOSTS)
    if (link !== null) expect(new URL(link).origin).toBe(`https://${name}`)
  }
})

test('the longest inputs are read at once, whatever they repeat', () => {
  const heads = ['https://github.com/o/n', 'git clone ', '[', '!['.repeat(300), '(', '<', 'git@', '']
  const repeated = [
    '(',
    '()',
    ' ',
    '\t,',
    '.',
    '/',
    '[](',
    '](',
    '@',
    ':',
    '-b ',
    '%2e',
    '#',
    '?ref=',
    '\u200b',
    'é',
    '\ud800',
  ]
  for (const head of heads)
    for (const unit of repeated) {
      const long = (head + unit.repeat(2048)).slice(0, 2047)
      expect(() => parseAddress(`${long}x`, HOSTS)).not.toThrow()
    }
})
