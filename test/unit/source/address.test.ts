import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../../src/source/address'
import { configuredHosts } from '../../../src/source/origins'
import { isRefName } from '../../../src/source/ref-name'
import { parseRequest } from '../../../src/source/request'
import { BAD, GOOD } from './addresses'

const ADDED = configuredHosts(
  '{"github.example.com":"https://github.example.com","gitserver":"http://gitserver:8080","plain.example.com":"https://plain.example.com:8443"}',
  '{"plain.example.com":"git"}',
)
const BUILT_IN = configuredHosts('{}', '{}')

describe('an address that a person may paste is read', () => {
  test.each(Object.entries(GOOD))('%s', (address, meaning) => {
    const parsed = parseAddress(address, ADDED)
    if (!parsed.ok) throw new Error(parsed.message)
    const { host, owner, name, url, ref, refPath, subdirectory } = parsed.value
    expect([host, owner, name].concat([ref, refPath, subdirectory].map((part) => part ?? '-')).join(' ')).toBe(meaning)
    if (ADDED.row(host).suffix !== 'written') expect(url).toBe(`https://${host}/${owner}/${name}`)
  })
})

describe('an address that is hostile or no repository is refused with a sentence that does not repeat its secrets', () => {
  test.each(Object.entries(BAD))('%j', (address, code) => {
    const parsed = parseAddress(address, ADDED)
    expect(parsed).toMatchObject({ ok: false, code, retryable: false })
    if (parsed.ok) return
    expect(parsed.message).toMatch(/^[^\n]+\.$/)
    expect(parsed.message).not.toContain('hunter2')
  })
})

test('a host that only the operator knows is refused without him', () => {
  expect(parseAddress('https://github.example.com/owner/name', BUILT_IN)).toMatchObject({ code: 'host_not_supported' })
  expect(parseAddress('https://gitserver/owner/name', BUILT_IN)).toMatchObject({ code: 'host_not_supported' })
})

test.each([
  ['see https://github.com/o/a and https://github.com/o/b', 'several addresses'],
  ['https://github.com/o/a\nhttps://github.com/o/b', 'several addresses'],
  ['https://git.sr.ht/sircmpwn/hare', 'https://git.sr.ht/~owner/name'],
  ['https://git.sr.ht/sircmpwn/hare', 'begin with ~'],
])('the sentence about %j says what to give: %s', (address, said) => {
  expect(parseAddress(address, BUILT_IN)).toMatchObject({
    code: 'address_invalid',
    message: expect.stringContaining(said),
  })
})

test('who copied an address of Bitbucket stands in none of ours', () => {
  const parsed = parseAddress('https://reader@bitbucket.org/team/name.git', BUILT_IN)
  expect(parsed).toMatchObject({ value: { cloneUrl: 'https://bitbucket.org/team/name.git' } })
  expect(JSON.stringify(parsed)).not.toContain('reader')
})

test('half of a surrogate pair is no part of a reference or folder asked for apart from the address', () => {
  const url = 'https://github.com/owner/name'
  const asked = (more: object) => parseRequest({ url, ref: null, subdirectory: null, ...more }, BUILT_IN)
  for (const half of ['a\ud800b', 'a\udc00', '\ud83d/x']) {
    expect(asked({ subdirectory: half })).toMatchObject({ code: 'address_invalid' })
    expect(asked({ ref: half })).toMatchObject({ code: 'address_invalid' })
  }
  expect(asked({ subdirectory: '😀/x', ref: '😀' })).toMatchObject({ value: { ref: '😀', subdirectory: '😀/x' } })
})

test('the canonical address of whatever is read is read again as the same repository', () => {
  for (const address of Object.keys(GOOD)) {
    const first = parseAddress(address, ADDED)
    if (!first.ok) throw new Error(address)
    const again = parseAddress(first.value.url, ADDED)
    const { host, owner, name, url } = first.value
    expect(again).toMatchObject({ ok: true, value: { host, owner, name, url, ref: null, refPath: null } })
  }
})

describe('a reference is what git-check-ref-format allows', () => {
  const allowed = [
    'main',
    'feature/x',
    'v1.0.0',
    '@scope/pkg@1.0.0',
    'a.b',
    'ünïcode',
    "it's",
    'a#b',
    'a%b',
    '1',
    'x@y',
    'refs/heads/a',
  ]
  test.each(allowed)('%s may be one', (name) => expect(isRefName(name)).toBe(true))
  const refused = [
    '',
    '@',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a..b',
    'a b',
    'a~',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[',
    'a\\b',
    '/a',
    'a/',
    'a//b',
    'a.',
    'a@{b',
    '-a',
    'a\u007f',
    'a\n',
  ]
  test.each(refused)('%j may not', (name) => expect(isRefName(name)).toBe(false))
})
