import { RANK } from '../../detector'
import type { Source } from '../../facts'
import type { Project } from '../../project'
import type { ManifestFacts } from '../manifest-facts'
import { inReadme } from '../readme-mention'

const escaped = (name: string) => name.replace(/[.+*?^$()[\]{}|\\]/g, '\\$&')
const RELEASED = /^\d[\w.-]*$/

/**
 * The coordinates that a user of a published library adds, for both tools: as its README writes them, or with the manifest's version
 * where a README points to Clojars (looked for where `linked`). Nothing where neither shows that it is published.
 */
export function clojarsInstall(
  project: Project,
  directory: string,
  name: string,
  version: string | null,
  source: Source,
  linked: boolean,
): NonNullable<ManifestFacts['commands']> {
  const pattern = `${escaped(name)}${name.includes('/') ? '' : `(?:/${escaped(name)})?`}`
  const map = inReadme(project, directory, new RegExp(`${pattern} \\{:mvn/version "(\\d[^"\\n]{0,40})"\\}`))
  const vector = inReadme(project, directory, new RegExp(`\\[${pattern} "(\\d[^"\\n]{0,40})"\\]`))
  const link =
    linked &&
    inReadme(project, directory, new RegExp(`clojars\\.org/${pattern}(?![\\w/-])|clojars/v/${pattern}(?![\\w-])`))
  const said = (shown: typeof map, written: (version: string) => string, tool: string) => {
    const current = version && RELEASED.test(version) && !version.endsWith('-SNAPSHOT') ? version : shown?.match[1]
    const evidence = shown ?? map ?? vector ?? (link || null)
    if (!current || !evidence) return []
    return [
      {
        group: 'install' as const,
        cwd: '.',
        command: written(current),
        purpose: `add to the ${tool}`,
        rank: RANK.convention,
        sources: [evidence.source, source],
      },
    ]
  }
  const full = name.includes('/') ? name : `${name}/${name}`
  return [
    ...said(map, (one) => `${full} {:mvn/version "${one}"}`, 'deps in deps.edn'),
    ...said(vector, (one) => `[${name} "${one}"]`, 'dependencies in project.clj'),
  ]
}
