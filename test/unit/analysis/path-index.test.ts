import { expect, test } from 'vitest'
import { indexOf } from '../../../src/analysis/path-index'
import { anyOf } from '../../../src/analysis/paths'

const index = indexOf(['src/b.ts', 'z.md', 'src/lib/a.ts', 'a.MD', 'src.d/b', 'srcs/c.ts', 'LICENSE'])

test('paths and answers come by depth, then by name', () => {
  expect(index.paths).toEqual(['LICENSE', 'a.MD', 'z.md', 'src.d/b', 'src/b.ts', 'srcs/c.ts', 'src/lib/a.ts'])
  expect(index.named(/^[ab]\b/)).toEqual(['a.MD', 'src.d/b', 'src/b.ts', 'src/lib/a.ts'])
  expect([...index.folders]).toEqual(['.', 'src.d', 'src', 'srcs', 'src/lib'])
})

test('a folder answers for what stands in it, or below it, and not for another whose name begins alike', () => {
  expect(index.inFolder('src')).toEqual(['src/b.ts'])
  expect(index.inFolder('.')).toEqual(['LICENSE', 'a.MD', 'z.md'])
  expect(index.below('src')).toEqual(['src/b.ts', 'src/lib/a.ts'])
})

test("an extension is the base name's, never a folder's", () => {
  expect(index.ending(/^\.md$/i)).toEqual(['a.MD', 'z.md'])
  expect(index.ending(/d/)).toEqual(['z.md'])
})

test('one pattern of many misses nothing that one of them matches', () => {
  const patterns = [/(?:^|\/)[^/]+\.tf$/, /^config\/deploy\.yml$/, /^\.?azure[^/]*\.yml$/i]
  const any = anyOf(patterns)
  for (const path of ['main.tf', 'a/b/main.tf', 'config/deploy.yml', 'Azure-x.yml'])
    expect(any.test(path), path).toBe(true)
  for (const path of ['a/config/deploy.yml', 'main.tfvars']) expect(any.test(path), path).toBe(false)
})
