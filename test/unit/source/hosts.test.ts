import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../../src/source/address'
import type { RepositoryId } from '../../../src/source/host'
import { archiveUrl, blobUrl, folderUrl, gitUrl, mayReach, rawUrl } from '../../../src/source/hosts'
import { configuredHosts, parseHosts } from '../../../src/source/origins'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const PATH = 'app/[id]/a b#?.md'
const ESCAPED = 'app/%5Bid%5D/a%20b%23%3F.md'
const BUILT_IN = configuredHosts('{}', '{}')
const KINDS = {
  'github.example.com': 'github',
  'gitlab.example.com': 'gitlab',
  'gitea.example.com': 'gitea',
  'forgejo.example.com': 'forgejo',
  'bitbucket.example.com': 'bitbucket',
  'srht.example.com': 'sourcehut',
  'git.example.com': 'git',
}
const OPERATORS = configuredHosts('{"github.com":"http://127.0.0.1:9100"}', JSON.stringify(KINDS))

/** Host → pages of `o/n` at the commit, after `https://host`: file, folder, bytes (absolute), archive. */
const PAGES: Record<string, [file: string, folder: string, raw: string, archive: string]> = {
  'github.com': [
    `/o/n/blob/${COMMIT}/${ESCAPED}#L7`,
    `/o/n/tree/${COMMIT}/${ESCAPED}`,
    `https://raw.githubusercontent.com/o/n/${COMMIT}/${ESCAPED}`,
    `/o/n/archive/${COMMIT}.zip`,
  ],
  'github.example.com': [
    `/o/n/blob/${COMMIT}/${ESCAPED}#L7`,
    `/o/n/tree/${COMMIT}/${ESCAPED}`,
    `https://github.example.com/o/n/raw/${COMMIT}/${ESCAPED}`,
    `/o/n/archive/${COMMIT}.zip`,
  ],
  'gitlab.com': [
    `/o/n/-/blob/${COMMIT}/${ESCAPED}#L7`,
    `/o/n/-/tree/${COMMIT}/${ESCAPED}`,
    `https://gitlab.com/o/n/-/raw/${COMMIT}/${ESCAPED}`,
    `/o/n/-/archive/${COMMIT}/n-${COMMIT}.zip`,
  ],
  'bitbucket.org': [
    `/o/n/src/${COMMIT}/${ESCAPED}#lines-7`,
    `/o/n/src/${COMMIT}/${ESCAPED}`,
    `https://bitbucket.org/o/n/raw/${COMMIT}/${ESCAPED}`,
    `/o/n/get/${COMMIT}.zip`,
  ],
  'codeberg.org': [
    `/o/n/src/commit/${COMMIT}/${ESCAPED}#L7`,
    `/o/n/src/commit/${COMMIT}/${ESCAPED}`,
    `https://codeberg.org/o/n/raw/commit/${COMMIT}/${ESCAPED}`,
    `/o/n/archive/${COMMIT}.zip`,
  ],
  'git.sr.ht': [
    `/o/n/tree/${COMMIT}/item/${ESCAPED}#L7`,
    `/o/n/tree/${COMMIT}/item/${ESCAPED}`,
    `https://git.sr.ht/o/n/blob/${COMMIT}/${ESCAPED}`,
    `/o/n/archive/${COMMIT}.tar.gz`,
  ],
}
/** Hosts of the same kind as one above. */
const ALIKE: Record<string, string> = {
  'gitlab.example.com': 'gitlab.com',
  'gitlab.gnome.org': 'gitlab.com',
  'gitea.example.com': 'codeberg.org',
  'forgejo.example.com': 'codeberg.org',
  'gitea.com': 'codeberg.org',
  'bitbucket.example.com': 'bitbucket.org',
  'srht.example.com': 'git.sr.ht',
}

describe('links and archives lead to the commit, on the public host', () => {
  const known = [...Object.entries(PAGES).map(([host, pages]) => [host, host, pages] as const)]
  const alike = Object.entries(ALIKE).map(([host, model]) => [host, model, PAGES[model]!] as const)
  test.each([...known, ...alike])('%s', (host, model, [file, folder, raw, archive]) => {
    const id: RepositoryId = { host, owner: 'o', name: 'n' }
    expect(blobUrl(id, COMMIT, PATH, OPERATORS, 7)).toBe(`https://${host}${file}`)
    expect(blobUrl(id, COMMIT, PATH, OPERATORS)).toBe(`https://${host}${file.slice(0, file.indexOf('#'))}`)
    expect(folderUrl(id, COMMIT, PATH, OPERATORS)).toBe(`https://${host}${folder}`)
    expect(rawUrl(id, COMMIT, PATH, OPERATORS)).toBe(raw.replace(`https://${model}/`, `https://${host}/`))
    expect(archiveUrl(id, COMMIT, BUILT_IN.named(host) ? BUILT_IN : OPERATORS)).toEqual({
      url: `https://${host}${archive}`,
      format: archive.endsWith('.zip') ? 'zip' : 'tar.gz',
    })
  })
})

test('a plain Git server has no archives and no pages, so nothing links to it', () => {
  const id: RepositoryId = { host: 'git.example.com', owner: '', name: 'n' }
  expect(blobUrl(id, COMMIT, PATH, OPERATORS, 7)).toBeNull()
  expect(folderUrl(id, COMMIT, PATH, OPERATORS)).toBeNull()
  expect(rawUrl(id, COMMIT, PATH, OPERATORS)).toBeNull()
  expect(archiveUrl(id, COMMIT, OPERATORS)).toBeNull()
})

describe('Git is asked where the host keeps the repository', () => {
  test.each([
    ['https://github.com/o/n/tree/main', 'http://127.0.0.1:9100/o/n.git', 'https://github.com/o/n.git'],
    ['https://gitlab.com/g/s/n', 'https://gitlab.com/g/s/n.git', 'https://gitlab.com/g/s/n.git'],
    ['https://git.sr.ht/~o/n', 'https://git.sr.ht/~o/n', 'https://git.sr.ht/~o/n'],
    ['https://git.example.com/n.git', 'https://git.example.com/n.git', 'https://git.example.com/n.git'],
    ['https://git.example.com/a/b/c/n', 'https://git.example.com/a/b/c/n', 'https://git.example.com/a/b/c/n'],
  ])('%s', (address, asked, cloned) => {
    const parsed = parseAddress(address, OPERATORS)
    if (!parsed.ok) throw new Error(parsed.message)
    expect(gitUrl(parsed.value, OPERATORS)).toBe(asked)
    expect(parsed.value.cloneUrl).toBe(cloned)
  })
})

test('a mapped origin is asked for archives, with the paths of the host’s row', () => {
  const id: RepositoryId = { host: 'github.com', owner: 'o', name: 'n' }
  expect(archiveUrl(id, COMMIT, OPERATORS)).toEqual({
    url: `http://127.0.0.1:9100/o/n/archive/${COMMIT}.zip`,
    format: 'zip',
  })
})

describe('requests may reach the host’s own places and nothing else', () => {
  const everyRow = OPERATORS.rows.map((row) => [row.name] as const)
  test.each(everyRow)('%s', (name) => {
    const may = (url: string) => mayReach(new URL(url), name, OPERATORS)
    const own = OPERATORS.row(name).redirects
    expect(own).toContain(name)
    for (const host of own) {
      expect(may(`https://${host}/x`)).toBe(true)
      expect(may(`https://${host}:443/x`)).toBe(true)
      for (const url of [
        `http://${host}/x`,
        `https://${host}:444/x`,
        `https://user@${host}/x`,
        `https://:secret@${host}/x`,
        `https://${host}.evil.example/x`,
        `https://evil-${host}/x`,
        `https://sub.${host}/x`,
        `ftp://${host}/x`,
      ])
        expect([url, may(url)]).toEqual([url, false])
    }
    for (const other of OPERATORS.rows)
      if (!own.includes(other.name)) expect([other.name, may(`https://${other.name}/x`)]).toEqual([other.name, false])
    for (const url of ['https://evil.example/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/x'])
      expect([url, may(url)]).toEqual([url, false])
    expect(may('http://127.0.0.1:9100/x')).toBe(name === 'github.com')
  })
  test('a mapped origin adds itself alone, by scheme and port', () => {
    const may = (url: string) => mayReach(new URL(url), 'github.com', OPERATORS)
    expect(may('http://127.0.0.1:9101/x')).toBe(false)
    expect(may('https://127.0.0.1:9100/x')).toBe(false)
    expect(may('http://user@127.0.0.1:9100/x')).toBe(false)
    expect(may('http://github.com/x')).toBe(false)
  })
  test('a host that the table does not have is a defect, not a guess', () => {
    expect(() => mayReach(new URL('https://evil.example/x'), 'evil.example', OPERATORS)).toThrow('evil.example')
    expect(() => OPERATORS.row('raw.githubusercontent.com')).toThrow()
  })
})

describe('SOURCE_ORIGINS and SOURCE_HOSTS', () => {
  const hosts = (origins: string, kinds: string) => {
    const read = parseHosts(origins, kinds)
    if (!read.ok) throw new Error(read.why)
    return read.value
  }
  test('a host of SOURCE_HOSTS answers for itself over https, unless SOURCE_ORIGINS says otherwise', () => {
    const both = hosts(
      '{"GitLab.Example.com":"http://127.0.0.1:9100/"}',
      '{"gitlab.example.com":"gitlab","git.example.com":"git"}',
    )
    expect(both.origin('gitlab.example.com')).toBe('http://127.0.0.1:9100')
    expect(both.row('gitlab.example.com').owners).toBe('nested')
    expect(both.origin('git.example.com')).toBe('https://git.example.com')
  })
  test('a host of SOURCE_ORIGINS alone is GitHub-like', () => {
    const { row } = hosts('{"git.example.com":"https://git.example.com"}', '{}')
    expect(row('git.example.com').archive?.path('o', 'n', COMMIT)).toBe(`/o/n/archive/${COMMIT}.zip`)
  })
  test('a variable that is left blank adds nothing', () => {
    expect(hosts('', ' ').rows).toEqual(BUILT_IN.rows)
  })
  test('a built-in host keeps its row, whatever is said of it', () => {
    const { row, named, rows } = hosts(
      '{"github.com":"http://127.0.0.1:9100","gitlab.com":"http://127.0.0.1:9100"}',
      '{"github.com":"git","raw.githubusercontent.com":"git"}',
    )
    expect(row('github.com')).toBe(BUILT_IN.row('github.com'))
    expect(row('gitlab.com').owners).toBe('nested')
    expect(named('raw.githubusercontent.com')).toMatchObject({ page: 'raw', host: { name: 'github.com' } })
    expect(rows).toEqual(BUILT_IN.rows)
  })
  const NEITHER = ['nonsense', 'null', '[]', '"x"', '{"127.0.0.1":"git"}', '{"":"git"}', '{"a b":"git"}']
  const NO_ORIGIN = [1, 'github.com', 'ftp://x', 'http://x/path', 'http://x?q', 'http://user:secret@x', null]
  const NO_KIND = [1, 'svn', 'Git', '__proto__', 'constructor', null, 'https://x']
  test.each([
    ...NEITHER.map((text) => ['SOURCE_ORIGINS', text, '{}'] as const),
    ...NO_ORIGIN.map((value) => ['SOURCE_ORIGINS', JSON.stringify({ 'github.com': value }), '{}'] as const),
    ['SOURCE_ORIGINS', '{"https://github.com":"http://x"}', '{}'] as const,
    ...NEITHER.map((text) => ['SOURCE_HOSTS', '{}', text] as const),
    ...NO_KIND.map((value) => ['SOURCE_HOSTS', '{}', JSON.stringify({ 'git.example.com': value })] as const),
  ])('%s: %s %s is refused with a sentence that repeats no secret', (variable, origins, kinds) => {
    const read = parseHosts(origins, kinds)
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining(variable) })
    expect(JSON.stringify(read)).not.toContain('secret')
    expect(() => configuredHosts(origins, kinds)).toThrow(variable)
  })
})

describe('the table', () => {
  test('no two hosts share a name, an alias or a short form', () => {
    const names = BUILT_IN.rows.flatMap((host) => [
      host.name,
      ...host.aliases.map((alias) => alias.name),
      ...host.shortcuts,
    ])
    expect(new Set(names).size).toBe(names.length)
  })
  test('where one page’s name begins another, the longer one stands first', () => {
    for (const { pages } of OPERATORS.rows)
      for (const [index, { at }] of pages.entries())
        for (const later of pages.slice(index + 1)) expect(later.at.startsWith(`${at}/`)).toBe(false)
  })
})
