import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { type Project, record } from '../../project'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import { depends } from './applications'
import { prefixOf } from './environment'
import { parseIni } from './ini'
import { beside, type PythonRoot } from './root'
import { configured } from './settings'
import { toxEnvironments } from './tasks'

const TESTS = /^tests?\//
const SESSION = /^@nox\.session(?:\(([^)]*)\))?\s*\n(?:@[^\n]*\n)*def (\w+)/gm

/** What runs the tests, the surest first: declared tasks stand apart, see `taskCommands`. */
export function testCommands(project: Project, root: PythonRoot, manage: string | null): CommandCandidate[] {
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source, rank: number, cwd = root.directory) =>
    commands.push({ group, command, cwd, rank, sources: [source] })
  const prefix = prefixOf(root)
  const directory = root.directory === '.' ? '' : `${root.directory}/`
  const pytest = configured(
    project,
    root,
    'pytest',
    ['pytest.ini', '.pytest.ini', 'pytest.toml'],
    ['tool:pytest', 'pytest'],
  )
  const declared = root.manifest.dependencies.find(({ name }) => /^pytest(?:$|[-_])/i.test(name))
  // What only a feature of pixi brings is not in the environment that commands run in; its own task is told.
  const inFeature = root.manager.name === 'pixi' && declared?.scope === 'dev'
  const tests = project.paths.find(
    (path) =>
      path.startsWith(directory) &&
      TESTS.test(path.slice(directory.length)) &&
      /(?:^|\/)(?:test_\w+|\w+_test|conftest)\.py$/.test(path),
  )
  const inner = project.paths.find((path) => path.startsWith(directory) && /\/(?:test_\w+|conftest)\.py$/.test(path))
  const runtests = beside(project, root, 'runtests.py', 'tests/runtests.py')
  if (runtests) {
    const at = runtests.endsWith('tests/runtests.py') ? within(root.directory, 'tests') : root.directory
    say('test', `${prefix}python runtests.py`, { path: runtests }, RANK.script + 2, at)
  } else if (!inFeature && (pytest ?? (declared && (tests ?? inner))))
    say(
      'test',
      `${prefix && (declared || root.manager.name !== 'uv') ? prefix : ''}pytest`,
      pytest ?? declared!.source,
      RANK.script + 2,
    )
  else if (manage) {
    const cwd = manage.includes('/') ? manage.slice(0, manage.lastIndexOf('/')) : '.'
    say('test', `${prefix}python manage.py test`, { path: manage }, RANK.script + 2, cwd)
  } else if (tests && /^(?:import unittest|from unittest import)/m.test(project.text(tests) ?? '')) {
    const folder = tests.slice(directory.length).split('/')[0]!
    const discoverable = project.has(within(root.directory, `${folder}/__init__.py`))
    say(
      'test',
      `${prefix}python -m unittest discover${discoverable ? '' : ` -s ${folder}`}`,
      project.find(tests, 'unittest'),
      RANK.convention,
    )
  }
  const single = beside(project, root, 'tests.py', 'test.py')
  if (!commands.length && single && /^if __name__ == ["']__main__["']/m.test(project.text(single) ?? ''))
    say('test', `${prefix}python ${single.split('/').at(-1)!}`, { path: single }, RANK.convention)
  toxCommands(project, root, say)
  const nox = beside(project, root, 'noxfile.py')
  if (nox)
    for (const match of (project.text(nox) ?? '').matchAll(SESSION)) {
      const name = match[1]?.match(/name\s*=\s*["']([\w.-]+)["']/)?.[1] ?? match[2]!
      const group = groupOfTask(name)
      if (group && /^[\w.-]+$/.test(name))
        say(group, `nox -s ${name}`, project.find(nox, `def ${match[2]!}`), RANK.script + 4)
    }
  return commands
}

/** tox itself, and its environments whose names tell what they are for. */
function toxCommands(
  project: Project,
  root: PythonRoot,
  say: (group: CommandGroup, command: string, source: Source, rank: number) => void,
): void {
  const config = configured(project, root, 'tox', ['tox.ini', 'tox.toml'], ['tox:tox'])
  if (!config) return
  const ini =
    config.path.endsWith('.ini') || config.path.endsWith('.cfg') ? parseIni(project.text(config.path) ?? '') : null
  if (ini && !ini.has('tox') && !ini.has('testenv') && !ini.has('tox:tox')) return
  const tox = record(record(record(config.path.endsWith('.toml') ? project.toml(config.path)?.value : null).tool).tox)
  const names = ini ? toxEnvironments(ini.keys()) : Object.keys(record(tox.env))
  const prefix = depends(root, 'tox', 'tox-uv') ? prefixOf(root) : ''
  say('test', `${prefix}tox`, config, RANK.script + 4)
  for (const name of names.filter((one) => /^[A-Za-z][\w.-]*$/.test(one))) {
    const group = groupOfTask(name)
    if (group === 'lint' || group === 'format')
      say(
        group,
        `${prefix}tox run -e ${name}`,
        project.find(config.path, ini ? `[testenv:${name}]` : `tox.env.${name}`),
        RANK.script + 4,
      )
  }
}
