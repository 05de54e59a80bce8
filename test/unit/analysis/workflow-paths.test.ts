import { expect, test } from 'vitest'
import { eventsFor } from '../../../src/analysis/workflow-paths'

test.each([
  ['no filter', {}, true],
  ['the folder itself', { paths: ['pkg/a/**'] }, true],
  ['a folder above', { paths: ['pkg/**'] }, true],
  ['a file inside', { paths: ['pkg/a/src/x.ts'] }, true],
  ['a part of it', { paths: ['pkg/a/src/*.ts'] }, true],
  ['any file of a kind', { paths: ['**.ts'] }, true],
  ['a neighbour whose name begins the same', { paths: ['pkg/ab/**'] }, false],
  ['another folder', { paths: ['web/**'] }, false],
  ['all but it', { paths: ['**', '!pkg/a/**'] }, false],
  ['it, ignored', { 'paths-ignore': ['pkg/**'] }, false],
  ['its texts, ignored', { 'paths-ignore': ['**.md'] }, true],
])('a change in a folder starts a workflow by its paths: %s', (_, filter, starts) => {
  expect(eventsFor('pkg/a', ['push', 'schedule'], { on: { push: filter } })).toEqual(
    starts ? ['push', 'schedule'] : ['schedule'],
  )
})

test('what is no workflow keeps its events', () => {
  for (const none of [null, [], 'x', { on: null }, { on: ['push'] }])
    expect(eventsFor('a', ['push'], none)).toEqual(['push'])
})
