import type { Project } from '../project'
import { beginningOf, type SourceFile } from './source-file'

/** Files of one framework that are looked into. */
const MOST_FILES = 400
/** Characters of them together. */
const MOST_CHARACTERS = 2_000_000

/** Files that show or stand in for something, by a word of their names. */
const SHOWN = /(?:^|[/_.-])(?:demo|example|sample|mock|stub|fake)s?[_.-][^/]*$/i

/** Own files that were read and whose name and text say that a framework may speak in them. */
export function filesFor(
  project: Project,
  { files, word }: { files: RegExp; word: RegExp },
  open: (path: string) => SourceFile | null,
): SourceFile[] {
  const found: SourceFile[] = []
  let characters = 0
  for (const [path, { content }] of project.files) {
    if (!content || !files.test(path) || project.role(path) !== 'own' || SHOWN.test(path)) continue
    // What was opened stays with its text: of a large tree that would be all of it.
    const file = word.test(beginningOf(project, path) ?? '') ? open(path) : null
    if (!file) continue
    found.push(file)
    characters += file.text.length
    if (found.length === MOST_FILES || characters > MOST_CHARACTERS) break
  }
  return found
}
