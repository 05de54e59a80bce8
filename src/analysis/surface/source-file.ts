import type { Project } from '../project'
import { type Code, readCode } from './code'
import { languageOf } from './syntax'

/** A source file of the project that may hold a part of its surface. */
export interface SourceFile {
  path: string
  text: string
  readonly code: Code
}

/** Characters of a file that are looked at; longer ones are written by tools. */
const MOST_CHARACTERS = 65_536

/** The beginning of a file that was read, as far as it is looked at. */
export const beginningOf = (project: Project, path: string): string | undefined =>
  project.text(path)?.slice(0, MOST_CHARACTERS)

/** Opens files that were read, those with a language whose comments and strings can be told; the code of each is made ready when first asked for. */
export function opener(project: Project): (path: string) => SourceFile | null {
  const files = new Map<string, SourceFile | null>()
  return (path) => {
    const known = files.get(path)
    if (known !== undefined) return known
    const text = beginningOf(project, path)
    const language = languageOf(path)
    let code: Code | undefined
    const file: SourceFile | null =
      text && language
        ? {
            path,
            text,
            get code() {
              code ??= readCode(text, language)
              return code
            },
          }
        : null
    files.set(path, file)
    return file
  }
}
