import type { Files } from './snapshot'

const MARKER = /^-- (?<path>.+?)(?: \[(?<mode>executable|symlink)\])? --$/

/**
 * Files of a txtar archive (https://pkg.go.dev/golang.org/x/tools/txtar): `-- path --`, then the file's lines up to the next such line.
 * What stands above the first file is a comment. `-- path [executable] --` and `-- path [symlink] --` (its text is the target) set the mode.
 */
export function parseTxtar(text: string): Files {
  const files: Files = {}
  let put: ((lines: string[]) => void) | undefined
  let lines: string[] = []
  for (const line of text.split('\n')) {
    const { path, mode } = line.match(MARKER)?.groups ?? {}
    if (path === undefined) {
      lines.push(line)
      continue
    }
    put?.(lines)
    lines = []
    put = (all) => {
      const body = all.length ? `${all.join('\n')}\n` : ''
      files[path] = mode === 'executable' ? { executable: body } : mode === 'symlink' ? { symlink: body.trim() } : body
    }
  }
  if (lines.at(-1) === '') lines.pop()
  put?.(lines)
  return files
}
