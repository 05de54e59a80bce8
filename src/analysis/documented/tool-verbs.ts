import type { ToolVerbs } from '../ecosystem'
import { ECOSYSTEMS } from '../ecosystems'

const ROWS: readonly ToolVerbs[] = []

/** Tools whose verbs say what a command does, by the name that is typed. */
export const TOOL_VERBS: ReadonlyMap<string, ToolVerbs> = new Map(
  [...ECOSYSTEMS.flatMap(({ tools }) => tools), ...ROWS].flatMap((row) =>
    row.tools.map((tool) => [tool, row] as const),
  ),
)
