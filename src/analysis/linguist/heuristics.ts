import { HEURISTICS } from '../data/linguist'
import { forHeuristics, type Head } from './head'
import { LINEAR, type Test } from './linear'
import { type Language, registry } from './registry'
import type { HeuristicRow, PatternRow, TestRow } from './rows'

const compiled = new Map<PatternRow, Test>()
function testOf(row: PatternRow): Test {
  let test = compiled.get(row)
  if (!test) {
    test = LINEAR.get(row[0]) ?? new RegExp(row[0], row[1] ? 'im' : 'm')
    compiled.set(row, test)
  }
  return test
}

function holds([negative, ...patterns]: TestRow, text: string): boolean {
  return patterns.some((pattern) => testOf(pattern).test(text)) !== (negative === 1)
}

let index: Map<string, HeuristicRow> | undefined
function rowFor(extensions: readonly string[]): HeuristicRow | undefined {
  if (!index) {
    index = new Map()
    for (const row of HEURISTICS) for (const extension of row[0].split('|')) index.set(extension, row)
  }
  for (const extension of extensions) {
    const row = index.get(extension)
    if (row) return row
  }
  return undefined
}

/**
 * The languages that Linguist's `heuristics.yml` gives a file with these extensions (longest first);
 * none where it has no rule or none holds.
 */
export function languagesByContent(extensions: readonly string[], head: Head): readonly Language[] {
  const row = rowFor(extensions)
  if (!row) return []
  const text = forHeuristics(head)
  const rule = row[1].find(([, tests]) => tests.every((test) => holds(test, text)))
  if (!rule) return []
  const { byName } = registry()
  return rule[0].split('|').flatMap((name) => byName.get(name) ?? [])
}
