import { describe, expect, test } from 'vitest'
import { snapshot, tightened } from './reading'
import { type Written, writeZip } from './zip-writer'

const file = (name: string, content: string): Written => ({ name: `top/${name}`, content })
const link = (name: string, target: string): Written => ({
  name: `top/${name}`,
  content: target,
  method: 0,
  mode: 0o120777,
})
const wants = (path: string) => (path.startsWith('README') ? 100 : 0)
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : bytes)

async function reading(members: Written[], options: Parameters<typeof snapshot>[1] = {}) {
  const { files, warnings } = await snapshot(writeZip(members), { wants, ...options })
  return { read: (path: string) => text(files.get(path)?.content), codes: warnings.map(({ code }) => code) }
}

describe('what a wanted link leads to is wanted', () => {
  test.each([
    ['README.md', 'doc/manual.md', 'doc/manual.md'],
    ['README.md', './doc/../manual.md', 'manual.md'],
    ['README/en', '../z/manual.md', 'z/manual.md'],
  ])('%s → %s is read', async (from, target, path) => {
    const { read, codes } = await reading([link(from, target), file('other', 'x'), file(path, '# Manual')])
    expect([read(from), read(path), read('other'), codes]).toEqual([target, '# Manual', null, []])
  })

  test('as far as the link was wanted, and through links to links', async () => {
    const { read } = await reading([link('README', 'a'), link('a', 'b'), file('b', 'x'.repeat(300))])
    expect(read('b')).toBe('x'.repeat(100))
  })

  test('a link that nobody wanted, or that is a file, changes nothing for good', async () => {
    const unwanted = await reading([link('AGENTS.md', 'manual.md'), file('manual.md', 'x')])
    expect([unwanted.read('manual.md'), unwanted.codes]).toEqual([null, []])
  })

  test('a target that came before the link and that nobody wanted is told', async () => {
    const { read, codes } = await reading([file('.doc/manual.md', 'x'), link('README.md', '.doc/manual.md')])
    expect([read('.doc/manual.md'), codes]).toEqual([null, ['symlink_unread']])
  })

  test('a target that came before the link and was wanted is not told', async () => {
    const { codes } = await reading([file('README', 'x'), link('README.md', 'README')])
    expect(codes).toEqual([])
  })

  test.each(['../outside', '/etc/passwd', 'missing', 'README.md', '', 'a//b', 'two\nlines'])(
    '→ %j is a link, and nothing more is read',
    async (target) => {
      const { read, codes } = await reading([link('README.md', target), file('etc/passwd', 'x'), file('outside', 'x')])
      expect([read('etc/passwd'), read('outside'), read('README.md')]).toEqual([null, null, target || ''])
      expect(codes).toEqual([])
    },
  )

  test('a thousand links make sixty-four files wanted, within what may be held', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => String(i))
    const members = [...names.map((n) => link(`README${n}`, `z/${n}`)), ...names.map((n) => file(`z/${n}`, 'x'))]
    const { files } = await snapshot(writeZip(members), { wants })
    expect(names.filter((n) => files.get(`z/${n}`)?.content)).toHaveLength(64)
    const held = await snapshot(writeZip(members), { wants, limits: tightened({ heldBytes: 0 }) })
    expect(names.filter((n) => held.files.get(`z/${n}`)?.content)).toHaveLength(0)
  })
})
