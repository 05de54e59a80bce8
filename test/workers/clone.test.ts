import { expect, it } from 'vitest'
import { clonedPack } from '../unit/source/cloning'
import { deltaOf, idOf, type Packed, packOfTree, treeOf } from '../unit/source/pack-writer'

const A = 'the first file\n'
const tree = treeOf(['100644', 'a', idOf('blob', A)], ['100644', 'b', idOf('blob', 'the ')])
const objects: Packed[] = [
  { kind: 'blob', content: A },
  { delta: deltaOf(A.length, 4, [[0, 4]]), back: 2 },
]

it('a clone is read in the runtime of Workers as it is in Node', async () => {
  const { commit, pack } = packOfTree(tree, objects)
  const result = await clonedPack(commit, pack)
  if (!result.ok) throw new Error(result.message)
  const text = new TextDecoder()
  const files = [...result.value.files].map(([path, { content }]) => [path, content && text.decode(content)])
  expect(files).toEqual([
    ['a', A],
    ['b', 'the '],
  ])
})

it('an object that inflates to more than it says, or has bytes missing, is refused there too', async () => {
  const { commit, pack } = packOfTree(tree, [{ kind: 'blob', content: 'x'.repeat(20_000_000), size: 30 }, ...objects])
  expect(await clonedPack(commit, pack)).toMatchObject({ ok: false, code: 'archive_invalid' })
  const damaged = packOfTree(tree, objects.with(0, { kind: 'blob', content: A, deflated: new Uint8Array(9) }))
  expect(await clonedPack(damaged.commit, damaged.pack)).toMatchObject({ ok: false, code: 'archive_invalid' })
})
