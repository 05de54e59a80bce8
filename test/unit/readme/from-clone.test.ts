import { describe, expect, test } from 'vitest'
import type { Command } from '../../../src/analysis/facts'
import { contextOf } from '../../../src/readme/context'
import { fromClone } from '../../../src/readme/sections/from-clone'
import { writeReadme } from '../../../src/readme/write-readme'
import { djangoSite, factsOf } from './fixtures'
import { plain } from './plain'

const at = (cwd: string, command: string): Command => ({ command, cwd, sources: [{ path: 'a' }] })
function lines(subdirectory: string | undefined, commands: Command[], staying = false) {
  const facts = factsOf('acme', 'whole', {})
  const context = contextOf({ ...facts, repository: { ...facts.repository, ...(subdirectory && { subdirectory }) } })
  return fromClone(context, commands, staying).map(({ text }) => text)
}
const CLONE = 'git clone https://github.com/acme/whole.git'

describe('from a clone to what the commands do', () => {
  test('commands of folders above are typed on the way down', () => {
    expect(lines('packages/a', [at('.', 'pnpm install'), at('packages', 'x'), at('packages/a', 'pnpm dev')])).toEqual([
      CLONE,
      'cd whole',
      'pnpm install',
      'cd packages',
      'x',
      'cd a',
      'pnpm dev',
    ])
  })
  test('the folder is entered only for what is done in it, or where the reader stays', () => {
    expect(lines('a', [at('.', './gradlew :a:build')])).toEqual([CLONE, 'cd whole', './gradlew :a:build'])
    expect(lines('a', [at('.', 'pnpm install')], true)).toEqual([CLONE, 'cd whole', 'pnpm install', 'cd a'])
  })
  test('a folder beside, and one above that comes later, are gone to and come back from', () => {
    expect(lines('a', [at('a', 'x'), at('.', 'y'), at('b', 'z')])).toEqual([
      CLONE,
      'cd whole/a',
      'x',
      '(cd .. && y)',
      '(cd ../b && z)',
    ])
  })
  test('a folder whose name begins with another is not in it', () => {
    expect(lines('pkg-b', [at('pkg', 'x')])).toEqual([CLONE, 'cd whole/pkg-b', '(cd ../pkg && x)'])
  })
  test('a folder with spaces is quoted', () => {
    expect(lines('a b', [at('a b', 'x')])).toEqual([CLONE, "cd 'whole/a b'", 'x'])
  })
})

test('an archive without an address has neither clone nor host in its README, and all else as it was', () => {
  const { repository } = djangoSite
  const nowhere = { host: null, owner: null, url: null, clone_url: null, commit: null }
  const { markdown } = writeReadme({ ...djangoSite, repository: { ...repository, ...nowhere } })
  expect(markdown).not.toMatch(/git clone|null|undefined|actions\/workflows\/[^)]*badge/)
  expect(markdown).not.toContain(`${repository.owner}/${repository.name}`)
  const headings = (text: string) => text.match(/^## .*/gm)
  expect(headings(markdown)).toEqual(headings(writeReadme(djangoSite).markdown))
})

test('a name that is also a heading is shown as it is where there is no owner to tell it apart', () => {
  const facts = factsOf('acme', 'usage', {})
  const markdown = (owner: string | null) =>
    plain(writeReadme({ ...facts, repository: { ...facts.repository, owner } }).markdown).split('\n')[0]
  expect(markdown('acme')).toBe('# acme/usage')
  expect(markdown(null)).toBe('# usage')
})
