import type { Kind } from '../../facts'
import type { Project } from '../../project'
import { isFrameworkByDescription } from '../description'
import { type Application, depends } from './applications'
import type { ImportPackage } from './layout'
import type { PythonRoot } from './root'

/** Entry-point groups by which other programs load plugins. Many a library brings fixtures for pytest and is none. */
const PLUGIN_GROUPS =
  /^(?:flake8\.|pylint|mkdocs\.|sphinx\.|babel\.|napari\.|jupyter|airflow\.|apache_airflow|mypy|poetry\.|pdm|hatch|tox|datasette|llm|homeassistant|octoprint|flask\.commands|pygments\.)/
const PLUGIN_NAMES = /^(?:pytest|flake8|pylint|mkdocs|sphinx|sphinxcontrib|poetry-plugin|datasette|napari|octoprint)-/i
/** From so many public names on, a package with a command is first of all imported. */
const MANY_EXPORTS = 6
/** Packages that stand for training and evaluating models, or computing on data. */
const RESEARCH = [
  'torch',
  'tensorflow',
  'jax',
  'flax',
  'keras',
  'transformers',
  'pytorch-lightning',
  'lightning',
  'mxnet',
  'paddlepaddle',
]

/** What the package is, most telling first; empty where nothing tells. */
export function packageKinds(
  project: Project,
  root: PythonRoot,
  found: ImportPackage | null,
  exported: number,
  manage: string | null,
  apps: readonly Application[],
  published: boolean,
): Kind[] {
  const { manifest } = root
  const app = apps.find(({ kind }) => kind !== 'script')
  if (manage && !(manifest.distributable && found && manifest.classifiers.length)) return ['web-app']
  if (app && !published) return [app.kind === 'asgi' ? 'service' : 'web-app']
  if (manifest.distributable && found) return distributedKinds(root, exported)
  if (manifest.distributable && manifest.scripts.length) return ['cli']
  if (notebooks(project)) return ['notebooks']
  if (depends(root, ...RESEARCH)) return ['research-code']
  return depends(root, 'click', 'typer', 'docopt', 'fire') && apps.length ? ['cli'] : []
}

function distributedKinds(root: PythonRoot, exported: number): Kind[] {
  const { manifest } = root
  const says = (text: string) => manifest.classifiers.some((classifier) => classifier.startsWith(text))
  // A program that others extend registers its own plugins under its own name.
  const own = manifest.name?.value.toLowerCase().replaceAll('-', '_') ?? ''
  const plugin =
    manifest.plugins.some((group) => PLUGIN_GROUPS.test(group) && group.split('.')[0]!.replaceAll('-', '_') !== own) ||
    PLUGIN_NAMES.test(manifest.name?.value ?? '')
  if (plugin) return ['plugin', 'library']
  const framework: Kind[] = isFrameworkByDescription(manifest.description?.value) ? ['framework'] : []
  if (manifest.compiledProgram) return ['cli']
  if (!manifest.scripts.length) return ['library', ...framework]
  const library =
    exported >= MANY_EXPORTS || (says('Topic :: Software Development :: Libraries') && !says('Environment :: Console'))
  if (!library) return ['cli']
  return ['library', ...framework, 'cli']
}

/** Are notebooks what this repository is made of, rather than its modules? */
function notebooks(project: Project): boolean {
  const count = (ending: string) =>
    project.paths.filter((path) => path.endsWith(ending) && project.role(path) === 'own').length
  const found = count('.ipynb')
  return found >= 2 && found >= count('.py')
}
