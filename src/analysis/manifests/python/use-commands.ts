import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import type { Project } from '../../project'
import { groupOfTask } from '../task-names'
import { type Application, depends } from './applications'
import { prefixOf } from './environment'
import type { ImportPackage } from './layout'
import { beside, type PythonRoot } from './root'

/** What a user types to have a published package. `scripts` make it a command as well. */
export function installCommands(root: PythonRoot, published: Source | null, commandLine: boolean): CommandCandidate[] {
  const name = root.manifest.name
  if (!published || !name) return []
  const say = (command: string, rank: number) => ({
    group: 'install' as const,
    command,
    cwd: '.',
    rank,
    sources: [...name.sources, published],
  })
  const more = commandLine
    ? [
        say(`pipx install ${name.value}`, RANK.convention + 1),
        say(`uv tool install ${name.value}`, RANK.convention + 2),
      ]
    : root.manager.name === 'uv'
      ? [say(`uv add ${name.value}`, RANK.convention + 1)]
      : []
  return [say(`pip install ${name.value}`, RANK.convention), ...more]
}

/** What starts the project from its tree. */
export function runCommands(
  project: Project,
  root: PythonRoot,
  manage: string | null,
  apps: readonly Application[],
  found: ImportPackage | null,
): CommandCandidate[] {
  const prefix = prefixOf(root)
  const commands: CommandCandidate[] = []
  const run = (command: string, source: Source, rank: number, purpose?: string, cwd = root.directory) =>
    commands.push({ group: 'run', command, cwd, rank, ...(purpose ? { purpose } : {}), sources: [source] })
  if (manage) {
    const cwd = manage.includes('/') ? manage.slice(0, manage.lastIndexOf('/')) : '.'
    run(`${prefix}python manage.py runserver`, { path: manage }, RANK.script, 'development server', cwd)
  }
  // A task that starts the program is how its maintainer starts it.
  const started = root.manifest.tasks.some(({ name }) => groupOfTask(name) === 'run')
  for (const app of started ? [] : apps.slice(0, 1)) {
    const command = startOf(project, root, app)
    if (command) run(`${prefix}${command}`, app.source, RANK.convention)
  }
  const lab = root.manifest.dependencies.find(({ name }) => /^(?:jupyterlab|jupyter|notebook)$/i.test(name))
  if (lab && project.paths.filter((path) => /^[^/]+\.ipynb$/.test(path)).length > 1)
    run(
      `${prefix}jupyter ${/^jupyterlab$/i.test(lab.name) ? 'lab' : 'notebook'}`,
      lab.source,
      RANK.convention + 1,
      'notebooks',
    )
  // A library's helper scripts are not how it is run; the command that carries its name is.
  for (const { name, source } of root.manifest.distributable && !manage ? root.manifest.scripts.slice(0, 3) : [])
    if (name === root.manifest.scripts[0]?.name || name === root.manifest.name?.value)
      run(`${root.manager.name === 'pip' ? '' : prefix}${name}`, source, RANK.convention + 1)
  if (found && found.path !== found.init) {
    const main = `${found.path}/__main__.py`
    if (project.has(main)) run(`${prefix}python -m ${found.name}`, { path: main }, RANK.convention + 2)
  }
  return commands
}

/** The command that starts an application, when the server it needs is a dependency and the module can be found. */
function startOf(project: Project, root: PythonRoot, app: Application): string | null {
  const relative = root.directory === '.' ? app.path : app.path.slice(root.directory.length + 1)
  if (app.kind === 'script' || app.kind === 'gradio') return `python ${relative}`
  if (app.kind === 'streamlit') return `streamlit run ${relative}`
  if (relative.startsWith('src/') && !root.manifest.distributable) return null
  if (app.kind === 'asgi') {
    if (depends(root, 'uvicorn')) return `uvicorn ${app.module}:${app.object} --reload`
    if (
      root.manifest.dependencies.some(
        ({ name, extras }) => name === 'fastapi' && extras.some((extra) => extra === 'standard' || extra === 'all'),
      )
    )
      return `fastapi dev ${relative}`
    return null
  }
  if (app.kind === 'flask') {
    const found = beside(project, root, '.flaskenv')
    if (found && /^FLASK_APP=/m.test(project.text(found) ?? '') && depends(root, 'python-dotenv')) return 'flask run'
    return ['app', 'wsgi'].includes(app.module) ? 'flask run' : `flask --app ${app.module} run`
  }
  return null
}

/** Tasks that a tool of the project declares, by the group that their name tells. */
export function taskCommands(root: PythonRoot): CommandCandidate[] {
  return root.manifest.tasks.flatMap(({ name, command, source }) => {
    const group = groupOfTask(name)
    return group ? [{ group, command, cwd: root.directory, rank: RANK.script, sources: [source] }] : []
  })
}

/** What makes a distribution from the tree. */
export function buildCommands(root: PythonRoot, published: Source | null): CommandCandidate[] {
  const { manifest, manager } = root
  const maturin = depends(root, 'maturin')
  if (manifest.distributable && maturin && !manifest.compiledProgram)
    return [
      {
        group: 'build',
        command: `${prefixOf(root)}maturin develop`,
        cwd: root.directory,
        rank: RANK.convention - 1,
        purpose: 'Compile the extension module into the environment',
        sources: [maturin.source],
      },
    ]
  if (!manifest.distributable || !published) return []
  const command = BUILDERS[manager.name] ?? 'python -m build'
  return [
    {
      group: 'build',
      command,
      cwd: root.directory,
      rank: RANK.convention,
      purpose: 'source distribution and wheel',
      sources: [{ path: manifest.path }],
    },
  ]
}

const BUILDERS: Record<string, string> = {
  uv: 'uv build',
  poetry: 'poetry build',
  pdm: 'pdm build',
  hatch: 'hatch build',
}
