import type { Source } from '../../facts'

/** Fields of a Debian control file, as R writes its `DESCRIPTION`: the text of each, lines joined, and where it stands. */
export type Fields = ReadonlyMap<string, { value: string; source: Source }>

const MOST_LINES = 2_000

/** The first record of a DCF file; lines that begin with a blank go on with the field above. https://cran.r-project.org/doc/manuals/R-exts.html#The-DESCRIPTION-file */
export function dcfFields(path: string, text: string): Fields {
  const fields = new Map<string, { value: string; source: Source }>()
  let last: { value: string; source: Source } | undefined
  for (const [index, line] of text.split('\n', MOST_LINES).entries()) {
    if (line.trim() === '') {
      if (fields.size) break
      continue
    }
    const field = line.match(/^([A-Za-z][\w@/.-]{0,80}):[ \t]*(.*)$/)
    if (field) {
      last = { value: field[2]!.trim(), source: { path, line: index + 1 } }
      if (!fields.has(field[1]!)) fields.set(field[1]!, last)
    } else if (/^\s/.test(line) && last) last.value = `${last.value}\n${line.trim()}`.trim()
  }
  return fields
}
