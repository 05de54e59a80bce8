import type { Facts, Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import { normalised } from './requirement'
import type { PythonRoot } from './root'

/** An application that can be started from the tree, seen in its own code. */
export interface Application {
  kind: 'django' | 'flask' | 'asgi' | 'streamlit' | 'gradio' | 'script'
  /** File it starts from. */
  path: string
  /** Dotted module below the root's folder: `app.main`. */
  module: string
  /** Name of the application object; empty where there is none. */
  object: string
  source: Source
}

/** Base names of modules that start applications by convention, best first. */
const STARTERS = [
  'main',
  'app',
  'server',
  'api',
  'application',
  'asgi',
  'wsgi',
  'run',
  'bot',
  'cli',
  'streamlit_app',
  'Home',
  'index',
  '__init__',
  'train',
  'demo',
  'start',
  'launch',
  'webui',
  'gui',
]
const PATTERNS: { kind: Application['kind']; pattern: RegExp; with?: RegExp; needs: string[] }[] = [
  { kind: 'asgi', pattern: /^(\w+)(?:\s*:\s*[\w.]+)?\s*=\s*(?:fastapi\.)?FastAPI\(/m, needs: ['fastapi'] },
  {
    kind: 'asgi',
    pattern: /^(\w+)(?:\s*:\s*[\w.]+)?\s*=\s*(?:Starlette|Litestar|Quart)\(/m,
    needs: ['starlette', 'litestar', 'quart'],
  },
  { kind: 'asgi', pattern: /^(\w+)\s*=\s*(?:FastHTML|FastHTMLWithLiveReload)\(/m, needs: ['python-fasthtml'] },
  { kind: 'flask', pattern: /^(\w+)(?:\s*:\s*[\w.]+)?\s*=\s*(?:flask\.)?Flask\(/m, needs: ['flask'] },
  { kind: 'flask', pattern: /^def (create_app|make_app)\(/m, needs: ['flask'] },
  { kind: 'flask', pattern: /^(app|application)\s*=\s*create_app\(/m, needs: ['flask'] },
  // The application comes out of a function of the same file that says so.
  {
    kind: 'asgi',
    pattern: /^(app|application|api)(?:\s*:\s*[\w.]+)?\s*=\s*\w+\([^\n]{0,80}\)/m,
    with: /^def \w+\([^)]{0,400}\)\s*->\s*(?:fastapi\.)?FastAPI\b/m,
    needs: ['fastapi'],
  },
  { kind: 'gradio', pattern: /^(?:\s{4})?(\w+)(?:\.queue\([^\n]{0,200}\))?\.launch\(/m, needs: ['gradio'] },
  { kind: 'streamlit', pattern: /^import streamlit(?: as (\w+))?/m, needs: ['streamlit'] },
]

/** A guard that only refuses (`sys.exit("start it with …")`) starts nothing. */
const GUARD = /^if __name__ == ["']__main__["'](?!\s*:\s*(?:sys\.)?exit\(\s*f?["'])/m

/** Does a module do something when Python is given its file: a main guard, or calls at the margin of one that is named as a start? */
export const startsItself = (base: string, text: string): boolean =>
  GUARD.test(text) || (/^(?:main|app|bot|run|server)\.py$/.test(base) && /^(?:await )?[a-z_][\w.]{0,80}\(/m.test(text))

/** Could this path, below its root, start an application? Told from the name alone, so that little is read. */
export const STARTER_PATH = new RegExp(`(?:^|/)(?:${STARTERS.join('|')})\\.py$`)

/** Does the project name any of these packages? */
export const depends = (root: PythonRoot, ...names: string[]) =>
  root.manifest.dependencies.find(({ name }) => names.includes(normalised(name)))

const DJANGO_MAIN = /DJANGO_SETTINGS_MODULE|django\.core\.management/

/** `manage.py` of a Django project, in the root's folder or one below it. */
export function djangoManage(project: Project, root: PythonRoot): string | null {
  const prefix = root.directory === '.' ? '' : `${root.directory}/`
  const candidates = project
    .own('manage.py')
    .filter((path) => path.startsWith(prefix) && path.slice(prefix.length).split('/').length <= 2)
  return candidates.find((path) => DJANGO_MAIN.test(project.text(path) ?? '')) ?? null
}

/** Applications of one root, most likely first: Django is told apart by `djangoManage`. */
export function applications(project: Project, root: PythonRoot): Application[] {
  const prefix = root.directory === '.' ? '' : `${root.directory}/`
  const files = project
    .own(STARTER_PATH_BASE)
    .filter((path) => path.startsWith(prefix) && path.slice(prefix.length).split('/').length <= 3)
  const found: Application[] = []
  for (const path of files.slice(0, 60)) {
    const text = project.text(path)
    if (text === null) continue
    const inner = path.slice(prefix.length)
    const importable = inner.startsWith('src/') ? inner.slice(4) : inner
    const module = importable.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.')
    const application = PATTERNS.find(
      ({ pattern, with: also, needs }) => pattern.test(text) && (!also || also.test(text)) && depends(root, ...needs),
    )
    if (application) {
      const object = text.match(application.pattern)?.[1] ?? ''
      found.push({ kind: application.kind, path, module, object, source: project.find(path, application.pattern) })
    } else if (!inner.includes('/') && startsItself(inner, text))
      found.push({ kind: 'script', path, module, object: '', source: project.find(path, GUARD) })
  }
  const rank = ({ path }: Application) => {
    const base = path.slice(path.lastIndexOf('/') + 1, -3)
    return path.split('/').length * 100 + STARTERS.indexOf(base)
  }
  return found.sort((a, b) => rank(a) - rank(b))
}
const STARTER_PATH_BASE = new RegExp(`^(?:${STARTERS.join('|')})\\.py$`)

/** Files a newcomer opens first: what starts the program, what its commands call, what `import` loads. */
export function entryPoints(
  project: Project,
  root: PythonRoot,
  manage: string | null,
  apps: readonly Application[],
  init: { path: string; name: string } | null,
): Facts['entry_points'] {
  const found: Facts['entry_points'] = []
  const add = (path: string, what: string, source: Source = { path }) => {
    if (!found.some((entry) => entry.path === path)) found.push({ path, what, sources: [source] })
  }
  if (manage) {
    add(manage, 'Django management commands')
    const folder = within(manage.includes('/') ? manage.slice(0, manage.lastIndexOf('/')) : '.', '')
    for (const path of project.paths) {
      const inner = path.startsWith(folder) ? path.slice(folder.length) : ''
      const base = inner.match(/^[\w-]+\/(wsgi|asgi)\.py$/)?.[1]
      if (!base) continue
      add(path, `${base.toUpperCase()} application`)
      const urls = path.replace(/(?:wsgi|asgi)\.py$/, 'urls.py')
      if (project.has(urls)) add(urls, 'URL routes')
    }
  }
  for (const app of apps.slice(0, 4)) add(app.path, APPLICATION_NAMES[app.kind], app.source)
  for (const { name, reference, source } of root.manifest.scripts.slice(0, 12)) {
    const base = reference.split(':')[0]!.replaceAll('.', '/')
    const path = ['', 'src/', 'lib/', 'python/']
      .flatMap((folder) => [
        within(root.directory, `${folder}${base}.py`),
        within(root.directory, `${folder}${base}/__init__.py`),
      ])
      .find((candidate) => project.has(candidate))
    if (path) add(path, `Command ${name}`, source)
  }
  if (init) {
    const main = init.path.replace(/__init__\.pyi?$/, '__main__.py')
    if (main !== init.path && project.has(main)) add(main, `python -m ${init.name}`)
    add(init.path, `Package ${init.name}`)
  }
  return found
}

const APPLICATION_NAMES: Record<Application['kind'], string> = {
  django: 'Django application',
  flask: 'Flask application',
  asgi: 'ASGI application',
  streamlit: 'Streamlit application',
  gradio: 'Gradio application',
  script: 'Script',
}
