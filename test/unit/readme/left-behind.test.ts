import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/analysis/facts'
import { NO_QUOTES } from '../../../src/analysis/quotes'
import { contextOf } from '../../../src/readme/context'
import { passagesOf } from '../../../src/readme/passages/passages'
import { commented, leftBehind } from '../../../src/readme/passages/statements'
import { library } from './fixtures'

const README = `# Kettle

Kettle boils water for tea on any stove.

## How it works

The thermometer is read ten times a second. It whistles at the end.
We think that our whistle is the best one around.
The table below lists every sound that it makes.

The lid stays shut on port 8080 until the water boils.

## Sponsors

Brass Works pays for the stove and the gas.

## Usage

A plan is given as a file of steps, one on each line.
`
const sections = [
  { heading: 'How it works', category: 'what', line: 5 },
  { heading: 'Sponsors', category: 'who', line: 13 },
  { heading: 'Usage', category: 'how', line: 17 },
]
const existing = (drift: NonNullable<Facts['existing_readme']>['drift'] = []): Pick<Facts, 'existing_readme'> => ({
  existing_readme: { path: 'README.md', text: README, sections, checked: {}, drift },
})
const told = (facts: Pick<Facts, 'existing_readme'>, first: number, last: number) =>
  leftBehind(facts, [{ first, last }]).map(({ category, statement }) => [category, statement.text])

describe('what an existing README tells that is not carried', () => {
  it('is its prose on the project, sentence by sentence, each with its line', () => {
    expect(told(existing(), 1, 19)).toEqual([
      ['other', 'Kettle boils water for tea on any stove.'],
      ['what', 'The thermometer is read ten times a second.'],
      ['what', 'The lid stays shut on port 8080 until the water boils.'],
      ['how', 'A plan is given as a file of steps, one on each line.'],
    ])
    const [, , lid] = leftBehind(existing(), [{ first: 1, last: 19 }])
    expect(lid?.statement.sources).toEqual([{ path: 'README.md', line: 11 }])
  })
  it('is nothing that is carried', () => {
    expect(told(existing(), 17, 19).map(([, text]) => text)).toEqual([
      'A plan is given as a file of steps, one on each line.',
    ])
    expect(leftBehind(existing(), [])).toEqual([])
    expect(leftBehind({ existing_readme: null }, [{ first: 1, last: 19 }])).toEqual([])
  })
  it('is nothing that no longer holds', () => {
    const drift = [{ kind: 'port' as const, line: 11, claim: '8080', message: 'It is 3000.', sources: [] }]
    expect(told(existing(drift), 1, 19).flat().join(' ')).not.toContain('8080')
  })
})

describe('what comments and exports tell', () => {
  it('points to nothing that does not stand beside it, and does not break off', () => {
    const text = 'Kettle boils water.\n\nSteps are read in the following order.\n\nPlus all the rest of it...'
    const quotes = { lines: [], comments: [{ path: 'lib.rs', line: 1, text }] }
    expect(commented(quotes, ['kettle'], () => true).map((one) => one.text)).toEqual(['Kettle boils water.'])
  })
  it('is what can be called, not the types that go with it', () => {
    const told = (kind: string) => {
      const exports = [{ name: 'Aim', kind, description: 'Where the arrow goes.', sources: [{ path: 'src/index.ts' }] }]
      const facts: Facts = { ...library, surface: { ...library.surface, exports } }
      return passagesOf(contextOf(facts), NO_QUOTES).filter(({ id }) => id === 'usage')
    }
    expect(told('function')).toHaveLength(1)
    expect(told('interface')).toHaveLength(0)
  })
})
