import type { Source } from '../facts'
import type { Project } from '../project'

/** The first line at or below `from` that contains `needle`, else `from` itself: finds an array's element in its table. */
export function locate(project: Project, from: Source, needle: string): Source {
  const text = project.text(from.path)
  if (text === null || needle === '') return from
  let offset = 0
  let line = from.line ?? 1
  for (let skip = 1; skip < line; skip++) {
    offset = text.indexOf('\n', offset) + 1
    if (offset === 0) return from
  }
  const at = text.indexOf(needle, offset)
  if (at < 0) return from
  for (let next = text.indexOf('\n', offset); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line++
  return { path: from.path, line }
}
