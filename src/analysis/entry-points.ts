import type { Detector } from './detector'
import type { Facts } from './facts'
import { CODE } from './folders'
import { sameName } from './names'
import { anyOf } from './paths'
import { baseOf, folderOf, join, type Project } from './project'

/** Files at which a framework or a kind of program begins by convention. `beside` names a file that must stand in the same folder. */
const CONVENTIONS: readonly { path: RegExp; what: string; beside?: string }[] = [
  { path: /^(?:[^/]+\/)?manage\.py$/, what: 'Django command line' },
  { path: /^(?:[^/_][^/]*\/){1,3}wsgi\.py$/, what: 'WSGI application' },
  { path: /^(?:[^/_][^/]*\/){1,3}asgi\.py$/, what: 'ASGI application' },
  { path: /^(?:[^/]+\/){1,3}urls\.py$/, what: 'URL routes', beside: 'wsgi.py' },
  { path: /^(?:[^/]+\/){1,3}urls\.py$/, what: 'URL routes', beside: 'asgi.py' },
  { path: /^artisan$/, what: 'Laravel command line' },
  { path: /^bin\/console$/, what: 'Symfony command line', beside: '../composer.json' },
  { path: /^(?:public|web)\/index\.php$/, what: 'Web front controller' },
  { path: /^bootstrap\/app\.php$/, what: 'Application bootstrap' },
  { path: /^resources\/js\/app\.[jt]sx?$/, what: 'Browser entry' },
  { path: /^config\.ru$/, what: 'Rack application' },
  { path: /^config\/application\.rb$/, what: 'Rails application' },
  { path: /^config\/routes\.rb$/, what: 'Routes' },
  { path: /^(?:apps\/[^/]+\/)?lib\/[^/]+\/application\.ex$/, what: 'OTP application' },
  { path: /^(?:apps\/[^/]+\/)?lib\/[^/]+_web\/endpoint\.ex$/, what: 'HTTP endpoint' },
  { path: /^(?:apps\/[^/]+\/)?lib\/[^/]+_web\/router\.ex$/, what: 'Routes' },
  { path: /^assets\/js\/app\.[jt]s$/, what: 'Browser entry' },
  { path: /^plugin\/[^/]+\.(?:lua|vim)$/, what: 'Loaded by the editor at start' },
  { path: /^lua\/[^/]+\/init\.lua$/, what: 'Lua module' },
  { path: /^Sources\/[^/]+\/main\.swift$/, what: 'Program' },
  { path: /^app\/Main\.hs$/, what: 'Program' },
  { path: /^src\/main\.(?:zig|nim|c|cc|cpp|cr)$/, what: 'Program' },
  { path: /^src\/Main\.elm$/, what: 'Program' },
  { path: /^src\/[^/]+_app\.erl$/, what: 'OTP application' },
  { path: /^(?:install|bootstrap|setup)\.sh$/, what: 'Install script' },
]

/** One question for what most files are none of: these conventions, and scripts at the root or in `bin`. */
const ANY = anyOf([...CONVENTIONS.map(({ path }) => path), /^(?:(?:bin|libexec)\/)?[^/]+$/])

/** A script at the root or in `bin` that goes by the project's name: `tool.sh`, `bin/tool-exec`. */
function isNamesake(project: Project, path: string): boolean {
  const name = project.repositoryName.toLowerCase().replace(/\.(?:sh|bash|zsh)$/, '')
  const own = path.toLowerCase().match(/^(?:(?:bin|libexec)\/)?([^/]+?)(\.(?:sh|bash|zsh))?$/)
  if (!own || !name || !(own[1] === name || own[1]!.startsWith(`${name}-`))) return false
  return own[2] !== undefined || (project.files.get(path)?.mode === 'executable' && !own[1]!.includes('.'))
}

/** Entry points that a convention names where no manifest does. */
export const entryPoints: Detector = {
  name: 'entry-points',
  extensions: [],
  wants: () => 0,
  detect(project) {
    const found = new Map<string, Facts['entry_points'][number]>()
    for (const path of project.paths) {
      if (!ANY.test(path) || project.role(path) !== 'own') continue
      for (const { path: pattern, what, beside } of CONVENTIONS) {
        if (found.has(path) || !pattern.test(path)) continue
        const other = beside && join(folderOf(path), beside)
        if (!beside || (other && project.has(other))) found.set(path, { path, what, sources: [{ path }] })
      }
      if (!found.has(path) && isNamesake(project, path))
        found.set(path, { path, what: 'Shell script', sources: [{ path }] })
    }
    return { entry_points: [...found.values()] }
  },
}

/** Stems of the file in a folder of the project's name at which reading it begins. */
const FIRST = /^(?:core|main|index|init|lib|api|application|app)$/i
const MOST_NAMESAKES = 2

/**
 * Where reading begins when nothing else tells: source files of the project's name, or the first of a folder of its name, shallowest first.
 * @param names what the project and its packages are called
 */
export function namesakeEntries(project: Project, names: readonly string[]): Facts['entry_points'] {
  const wanted = new Set(names.map(sameName).filter((name) => name.length > 1))
  const stemOf = (path: string) => baseOf(path).replace(/\.[^.]+$/, '')
  return project.paths
    .filter((path) => CODE.test(path) && project.role(path) === 'own')
    .filter(
      (path) =>
        wanted.has(sameName(stemOf(path))) ||
        (FIRST.test(stemOf(path)) && wanted.has(sameName(baseOf(folderOf(path))))),
    )
    .slice(0, MOST_NAMESAKES)
    .map((path) => ({ path, what: 'Main source', sources: [{ path }] }))
}
