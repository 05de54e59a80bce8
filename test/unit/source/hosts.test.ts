import { describe, expect, test } from 'vitest'
import { blobUrl, HOSTS, rawUrl, webUrl } from '../../../src/source/hosts'
import { archiveUrl, gitUrl, mayReach, parseOrigins } from '../../../src/source/origins'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const PATH = 'app/[id]/a b#?.md'
const ESCAPED = 'app/%5Bid%5D/a%20b%23%3F.md'

describe('links lead to the file at the commit, on the public host', () => {
  test.each([
    [
      'github.com',
      `https://github.com/o/n/blob/${COMMIT}/${ESCAPED}#L7`,
      `https://raw.githubusercontent.com/o/n/${COMMIT}/${ESCAPED}`,
    ],
    [
      'github.example.com',
      `https://github.example.com/o/n/blob/${COMMIT}/${ESCAPED}#L7`,
      `https://github.example.com/o/n/raw/${COMMIT}/${ESCAPED}`,
    ],
    [
      'gitlab.com',
      `https://gitlab.com/o/n/-/blob/${COMMIT}/${ESCAPED}#L7`,
      `https://gitlab.com/o/n/-/raw/${COMMIT}/${ESCAPED}`,
    ],
    [
      'bitbucket.org',
      `https://bitbucket.org/o/n/src/${COMMIT}/${ESCAPED}#lines-7`,
      `https://bitbucket.org/o/n/raw/${COMMIT}/${ESCAPED}`,
    ],
    [
      'codeberg.org',
      `https://codeberg.org/o/n/src/commit/${COMMIT}/${ESCAPED}#L7`,
      `https://codeberg.org/o/n/raw/commit/${COMMIT}/${ESCAPED}`,
    ],
  ])('%s', (host, blob, raw) => {
    const id = { host, owner: 'o', name: 'n' }
    expect(blobUrl(id, COMMIT, PATH, 7)).toBe(blob)
    expect(blobUrl(id, COMMIT, PATH)).toBe(blob.slice(0, blob.indexOf('#')))
    expect(rawUrl(id, COMMIT, PATH)).toBe(raw)
    expect(webUrl(id)).toBe(`https://${host}/o/n`)
  })
})

test('a mapped origin is asked in place of the host, with the paths of the host’s row', () => {
  const origins = new Map([['github.com', 'http://127.0.0.1:9100']])
  const id = { host: 'github.com', owner: 'o', name: 'n' }
  expect(gitUrl(id, origins)).toBe('http://127.0.0.1:9100/o/n.git')
  expect(archiveUrl(id, COMMIT, origins)).toBe(`http://127.0.0.1:9100/o/n/archive/${COMMIT}.zip`)
  expect(archiveUrl(id, COMMIT, new Map())).toBe(`https://github.com/o/n/archive/${COMMIT}.zip`)
  expect(archiveUrl({ host: 'gitlab.com', owner: 'g/s', name: 'n' }, COMMIT, origins)).toBe(
    `https://gitlab.com/g/s/n/-/archive/${COMMIT}/n-${COMMIT}.zip`,
  )
})

test('requests may reach the host’s own places and nothing else; a mapped origin adds itself alone', () => {
  const none = new Map<string, string>()
  const mapped = new Map([['github.com', 'http://127.0.0.1:9100']])
  const may = (url: string, origins = none, host = 'github.com') => mayReach(new URL(url), host, origins)
  expect(
    ['https://github.com/x', 'https://codeload.github.com/x', 'https://github.com:443/x'].map((url) => may(url)),
  ).toEqual([true, true, true])
  const refused = [
    'http://github.com/x',
    'https://github.com:444/x',
    'https://user@github.com/x',
    'https://:secret@codeload.github.com/x',
    'https://evil.example/x',
    'https://codeload.github.com.evil.example/x',
    'https://gitlab.com/x',
    'http://127.0.0.1:9100/x',
    'ftp://github.com/x',
  ]
  for (const url of refused) expect([url, may(url)]).toEqual([url, false])
  expect(may('http://127.0.0.1:9100/x', mapped)).toBe(true)
  expect(may('http://127.0.0.1:9101/x', mapped)).toBe(false)
  expect(may('https://127.0.0.1:9100/x', mapped)).toBe(false)
  expect(may('http://127.0.0.1:9100/x', mapped, 'gitlab.com')).toBe(false)
})

describe('SOURCE_ORIGINS', () => {
  test('maps host names to origins', () => {
    const read = parseOrigins('{"GitHub.com":"http://127.0.0.1:9100/","git.example.com":"https://git.example.com"}')
    expect(read).toEqual({
      ok: true,
      value: new Map([
        ['github.com', 'http://127.0.0.1:9100'],
        ['git.example.com', 'https://git.example.com'],
      ]),
    })
    expect(parseOrigins('{}')).toEqual({ ok: true, value: new Map() })
  })
  test.each([
    '',
    'nonsense',
    'null',
    '[]',
    '"x"',
    '{"github.com":1}',
    '{"github.com":"github.com"}',
    '{"github.com":"ftp://x"}',
    '{"github.com":"http://x/path"}',
    '{"github.com":"http://x?q"}',
    '{"github.com":"http://user:secret@x"}',
    '{"127.0.0.1":"http://x"}',
    '{"git hub":"http://x"}',
    '{"":"http://x"}',
    '{"https://github.com":"http://x"}',
  ])('%s is refused with a sentence that repeats no secret', (json) => {
    const read = parseOrigins(json)
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining('SOURCE_ORIGINS') })
    expect(JSON.stringify(read)).not.toContain('secret')
  })
})

test('no two hosts share a name, an alias or a short form, and each may reach itself', () => {
  const names = HOSTS.flatMap((host) => [host.name, ...host.aliases.map((alias) => alias.name), ...host.shortcuts])
  expect(new Set(names).size).toBe(names.length)
  for (const host of HOSTS) expect(host.redirects).toContain(host.name)
})

test('where one page’s name begins another, the longer one stands first', () => {
  for (const { pages } of HOSTS)
    for (const [index, { at }] of pages.entries())
      for (const later of pages.slice(index + 1)) expect(later.at.startsWith(`${at}/`)).toBe(false)
})
