import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { type Project, record } from '../../project'
import { within } from '../within'
import { depends } from './applications'
import { prefixOf } from './environment'
import { parseIni } from './ini'
import type { ImportPackage } from './layout'
import { beside, type PythonRoot } from './root'
import { configured } from './settings'

/** Checkers and formatters: what proves that a project uses them, and what is typed. */
const TOOLS: { name: string; table: string; files: string[]; sections: string[]; run: [CommandGroup, string][] }[] = [
  { name: 'ruff', table: 'ruff', files: ['ruff.toml', '.ruff.toml'], sections: [], run: [['lint', 'ruff check .']] },
  { name: 'flake8', table: '', files: ['.flake8'], sections: ['flake8'], run: [['lint', 'flake8']] },
  {
    name: 'pylint',
    table: 'pylint',
    files: ['.pylintrc', 'pylintrc'],
    sections: ['pylint'],
    run: [['lint', 'pylint {package}']],
  },
  {
    name: 'mypy',
    table: 'mypy',
    files: ['mypy.ini', '.mypy.ini'],
    sections: ['mypy'],
    run: [['lint', 'mypy {package}']],
  },
  { name: 'pyright', table: 'pyright', files: ['pyrightconfig.json'], sections: [], run: [['lint', 'pyright']] },
  { name: 'black', table: 'black', files: [], sections: [], run: [['format', 'black .']] },
  { name: 'isort', table: 'isort', files: ['.isort.cfg'], sections: ['isort'], run: [['format', 'isort .']] },
]

/** Linters, type checkers and formatters that the project both configures and can start. */
export function lintCommands(project: Project, root: PythonRoot, found: ImportPackage | null): CommandCandidate[] {
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source, rank: number) =>
    commands.push({ group, command, cwd: root.directory, rank, sources: [source] })
  const hooks = beside(project, root, '.pre-commit-config.yaml', '.pre-commit-config.yml')
  const text = hooks ? (project.text(hooks) ?? '') : ''
  if (hooks) {
    const prefix = depends(root, 'pre-commit') ? prefixOf(root) : ''
    say('lint', `${prefix}pre-commit run --all-files`, { path: hooks }, RANK.script + 1)
  }
  for (const { name, table, files, sections, run } of TOOLS) {
    const source = configured(project, root, table, files, sections)
    const declared = depends(root, name)
    // A tool that only a hook or tox installs is not at hand in the project's environment.
    if (!source || (!declared && (text.includes(name) || root.manager.name !== 'pip'))) continue
    const prefix = declared ? prefixOf(root) : ''
    for (const [group, command] of run) {
      const target = hasTargets(project, root, name) ? '' : found?.path
      if (target === undefined && command.includes('{package}')) continue
      const where = root.directory === '.' ? (target ?? '') : (target ?? '').slice(root.directory.length + 1)
      say(group, `${prefix}${command.replace('{package}', where).trim()}`, source, RANK.convention)
    }
  }
  const ruff = within(root.directory, 'pyproject.toml')
  const format = record(record(record(record(project.has(ruff) ? project.toml(ruff)?.value : null).tool).ruff).format)
  if (Object.keys(format).length && depends(root, 'ruff'))
    say('format', `${prefixOf(root)}ruff format .`, project.find(ruff, '[tool.ruff.format'), RANK.convention)
  return commands
}

/** mypy and pylint need paths unless their settings name them. */
function hasTargets(project: Project, root: PythonRoot, name: string): boolean {
  if (name !== 'mypy') return false
  const path = within(root.directory, 'pyproject.toml')
  const table = record(record(record(project.has(path) ? project.toml(path)?.value : null).tool).mypy)
  if (table.files !== undefined || table.packages !== undefined) return true
  return ['mypy.ini', '.mypy.ini', 'setup.cfg'].some((file) => {
    const at = within(root.directory, file)
    const section = project.has(at) ? parseIni(project.text(at) ?? '').get('mypy') : undefined
    return section?.has('files') || section?.has('packages')
  })
}
