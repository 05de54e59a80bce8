import { type CommandCandidate, RANK } from '../../detector'
import { join, type Project, string } from '../../project'
import { PAGES } from './application-kinds'
import type { ManagerName } from './managers'
import { hasAnotherLanguage } from './tooling'
import type { Unit } from './units'

/** Names of the file that a program without scripts starts at. */
const STARTERS = ['index', 'main', 'app', 'server', 'src/index', 'src/main']
/** What each runtime takes without a build; of the managers, those whose own runtime it is. */
const NODE = ['js', 'mjs', 'cjs']
const BUN = ['ts', 'tsx', ...NODE]
/** A module gives something to others; one that serves what it exports is a program of Bun's all the same. */
const GIVES = /^[ \t]{0,8}(?:export\b|module\.exports\b|exports\.\w)/m
const SERVES = /^export default (?:\{|app\b|server\b)/m
const BROWSER = /\b(?:document|window)\.[a-z]/
/** Packages whose program is started by a tool of theirs. */
const STARTED_OTHERWISE = ['electron', 'expo', 'react-native', 'gulp', 'grunt', 'probot', 'nw']

/** What a program is run with whose manifest has no script for it: `node index.js`, `bun index.ts`. Nothing for libraries and pages. */
export function plainStart(project: Project, unit: Unit, manager: ManagerName): CommandCandidate[] {
  const { manifest, kinds, publishable } = unit
  const isProgram = !publishable && (kinds.length === 0 || kinds[0] === 'service' || kinds[0] === 'cli')
  if (!isProgram || manifest.scripts.has('start') || hasAnotherLanguage(project)) return []
  const at = (name: string) => join(manifest.directory, name) ?? name
  if (PAGES.some((page) => project.has(at(page)))) return []
  if (STARTED_OTHERWISE.some((name) => manifest.declared.has(name))) return []
  const bun = manager === 'bun'
  const named = (['main', 'module'] as const).flatMap((key) => {
    const file = string(manifest.json[key])?.replace(/^\.\//, '')
    return file && /^[\w./-]+$/.test(file) ? [{ file, source: manifest.at(key) }] : []
  })
  const extensions = bun ? BUN : NODE
  const usual = STARTERS.flatMap((name) =>
    extensions.map((extension) => ({ file: `${name}.${extension}`, source: { path: at(`${name}.${extension}`) } })),
  )
  const start = [...named, ...usual].find(({ file }) => project.has(at(file)))
  const text = start && project.text(at(start.file))
  if (!start || !text || !extensions.includes(start.file.slice(start.file.lastIndexOf('.') + 1))) return []
  if (BROWSER.test(text) || (GIVES.test(text) && !(bun && SERVES.test(text)))) return []
  return [
    {
      group: 'run',
      command: `${bun ? 'bun' : 'node'} ${start.file}`,
      cwd: manifest.directory,
      rank: RANK.convention,
      sources: [start.source],
    },
  ]
}
