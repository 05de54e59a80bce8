import type { Contribution } from '../../detector'
import { folderOf, type Project, record } from '../../project'
import { within } from '../within'

/** Unity writes its version here, in the folder of every project: https://docs.unity3d.com/Manual/ */
export const UNITY_VERSION = 'ProjectVersion.txt'

/** A game or application made with Unity, which is opened in its editor; `null` without one. */
export function unityFacts(project: Project): Contribution | null {
  const path = project.own(UNITY_VERSION).find((one) => /(?:^|\/)ProjectSettings\/ProjectVersion\.txt$/.test(one))
  const version = path && project.text(path)?.match(/^m_EditorVersion:\s*(\d[\w.]*)/m)?.[1]
  if (!path || !version) return null
  const cwd = folderOf(folderOf(path))
  const source = project.find(path, /^m_EditorVersion:/m)
  const manifest = within(cwd, 'Packages/manifest.json')
  const document = project.has(manifest) ? project.json(manifest) : null
  const packages = Object.entries(record(record(document?.value).dependencies)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('com.unity.modules.'),
  )
  return {
    kinds: ['desktop-app'],
    frameworks: [{ name: 'Unity', category: 'game', version, cwd, sources: [source] }],
    runtimes: [{ name: 'unity', constraint: version, sources: [source] }],
    ...(document && {
      package_managers: [{ name: 'unity', manifest, cwd, sources: [{ path: manifest }] }],
      dependencies: packages.slice(0, 200).map(([name, wanted]) => ({
        name,
        version: wanted,
        scope: 'runtime' as const,
        manifest,
        purl: `pkg:generic/${encodeURIComponent(name)}`,
        sources: [document.at('dependencies', name)],
      })),
    }),
  }
}
