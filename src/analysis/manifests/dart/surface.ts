import type { Facts } from '../../facts'
import { lineCounter } from '../../line-numbers'
import type { Project } from '../../project'
import { within } from '../within'
import type { Pubspec } from './pubspec'

type Exports = Facts['surface']['exports']

const MOST_EXPORTS = 3_000
/** `export 'src/a.dart' show A, B;`: exports without `show` are not followed. */
const SHOWN = /^export\s+['"][^'"\n]{1,200}['"]\s{1,20}show\s([\w\s,]{1,2000});/gm
const DECLARED =
  /^(?:abstract |base |final |interface |sealed |mixin (?=class)){0,3}(class|mixin|enum|extension type|extension|typedef) ([A-Z]\w*)/gm

/** The library that others import: `lib/<name>.dart`. */
export const libraryOf = ({ directory, name }: Pubspec): string => within(directory, `lib/${name}.dart`)

/** Names that the main library of a package declares or shows of its other files. */
export function libraryExports(project: Project, pubspec: Pubspec): Exports {
  const path = libraryOf(pubspec)
  const text = project.text(path)
  if (text === null) return []
  const lineOf = lineCounter(text)
  const found: Exports = []
  const add = (name: string, kind: string, index: number) => {
    if (found.length < MOST_EXPORTS && !found.some((one) => one.name === name))
      found.push({ name, kind, module: pubspec.name, sources: [{ path, line: lineOf(index) }] })
  }
  for (const match of text.matchAll(SHOWN))
    for (const name of match[1]!.split(/[\s,]+/))
      if (/^[A-Za-z]\w*$/.test(name)) add(name, /^[A-Z]/.test(name) ? 'type' : 'item', match.index)
  for (const match of text.matchAll(DECLARED)) add(match[2]!, match[1]!, match.index)
  return found
}
