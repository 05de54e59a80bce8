import type { Source } from '../facts'
import { lineAt, type Project } from '../project'
import { isRootReadme } from './license-files'
import { mentionsIn, offersChoice } from './mentions'

/** Characters of a section that are about the licence; what follows is thanks. */
const SECTION = 1500

/** What the README's licence section says, where it names one licence or a choice; the evidence of last resort. */
export function readReadme(project: Project): { expression: string; sources: Source[] } | null {
  const path = project.inFolder('.').find(isRootReadme)
  const text = path && project.text(path)
  if (!path || !text) return null
  const heading =
    /^[ \t]*(?:#{1,6}[ \t]*|=+[ \t]+)?(?:[^\w\n]{0,12})?(?:\d+\.?[ \t]*)?licen[cs](?:e|es|ing)\b[^\n]{0,40}$/im.exec(
      text,
    )
  if (!heading) return null
  const start = heading.index + heading[0].length
  const rest = text.slice(start, start + SECTION)
  const end = rest.search(/\n(?:#{1,6}[ \t]|={1,6}[ \t]|[^\n]+\n(?:={3,}|-{3,})[ \t]*\n)/)
  const section = end === -1 ? rest : rest.slice(0, end)
  const mentions = mentionsIn(section)
  const ids = [...new Set(mentions.map(({ id }) => id))]
  const [first] = mentions
  if (!first || (ids.length > 1 && !(ids.length === 2 && (offersChoice(section) || / or /i.test(section))))) return null
  return { expression: ids.join(' OR '), sources: [{ path, line: lineAt(text, start + first.at) }] }
}
