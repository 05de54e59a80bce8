import type { Facts } from '../facts'
import { baseOf, type Project } from '../project'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/
/** Workflows that scan or publish, or build a site: what they run on is not what the project asks for. */
const ASIDE = /(?:^|[-_.])(?:codeql|scorecards?|docs?|documentation|website|site|gh-pages|pages|publish)(?:[-_.]|$)/i
/** Lines of a list that may follow its key. */
const MOST_ITEMS = 20

const order = (a: string, b: string) => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]]
  return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0) || (left[2] ?? 0) - (right[2] ?? 0)
}

/** Versions in a text such as `["3.9", 3.12]` or `'17'`; expressions and names give none. */
const versionsIn = (text: string): string[] =>
  text.includes('${{')
    ? []
    : [...text.matchAll(/(?<![\w.-])(\d{1,2}(?:\.\d{1,3}){0,2})(?![\w.-])/g)].map((match) => match[1]!)

/** `java` of `java-version: ${{ matrix.java }}`. */
const matrixName = (line: string, key: string): string | null => {
  const match = line.slice(0, 400).match(/^[ \t-]*([\w-]+):\s*["']?\$\{\{\s*matrix\.([\w-]+)\s*\}\}/)
  return match?.[1] === key ? match[2]! : null
}

/**
 * The lowest version that a GitHub workflow sets up under `key` (`python-version`), there or in the list of the matrix that
 * it takes them from, for a project that states none itself: `>=` it where several are tested, the version alone where there
 * is one. `null` without any.
 */
export function continuousIntegrationVersion(
  project: Project,
  name: string,
  key: string,
): Facts['runtimes'][number] | null {
  const found: { version: string; path: string; line: number }[] = []
  for (const path of project.inFolder('.github/workflows')) {
    if (!WORKFLOW.test(path) || ASIDE.test(baseOf(path))) continue
    const lines = (project.text(path) ?? '').split('\n')
    const keys = new Set([key, ...lines.flatMap((line) => matrixName(line, key) ?? [])])
    lines.forEach((line, index) => {
      const match = line.slice(0, 400).match(/^[ \t-]*([\w-]+):(.*)$/)
      if (!match || !keys.has(match[1]!)) return
      const text = match[2]!.replace(/\s#.*$/, '')
      // Of the matrix, its list: the same word may stand elsewhere for something else.
      if (match[1] !== key && !/^\s*(?:\[|$)/.test(text)) return
      const add = (part: string, at: number) => {
        for (const version of versionsIn(part)) found.push({ version, path, line: at + 1 })
      }
      add(text, index)
      if (text.trim() === '' || text.trim() === '[')
        for (
          let next = index + 1;
          next < lines.length && next < index + MOST_ITEMS && /^\s*(?:-\s|["'\d])/.test(lines[next]!);
          next++
        )
          add(lines[next]!.slice(0, 80), next)
    })
  }
  const [lowest] = found.toSorted((a, b) => order(a.version, b.version))
  if (!lowest) return null
  const several = new Set(found.map(({ version }) => version)).size > 1
  return {
    name,
    constraint: several ? `>=${lowest.version}` : lowest.version,
    sources: [{ path: lowest.path, line: lowest.line }],
  }
}
