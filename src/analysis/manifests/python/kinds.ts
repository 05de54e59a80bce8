import type { Kind } from '../../facts'
import type { Project } from '../../project'
import { isFrameworkByDescription } from '../description'
import { type Application, depends } from './applications'
import type { PublicNames } from './exports'
import type { ImportPackage } from './layout'
import { normalised } from './requirement'
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
  names: PublicNames,
  manage: string | null,
  apps: readonly Application[],
  published: boolean,
): Kind[] {
  const { manifest } = root
  const app = apps.find(({ kind }) => kind !== 'script')
  if (manage && !(manifest.distributable && found && manifest.classifiers.length)) return ['web-app']
  if (app && !published) return [app.kind === 'asgi' ? 'service' : 'web-app']
  if (manifest.distributable && found) return distributedKinds(project, root, found, names)
  if (manifest.distributable && manifest.scripts.length) return ['cli']
  if (notebooks(project)) return ['notebooks']
  if (depends(root, ...RESEARCH)) return ['research-code']
  if (depends(root, 'click', 'typer', 'docopt', 'fire') && apps.length) return ['cli']
  return apps[0]?.kind === 'script' && manifest.name !== null ? scriptKinds(root) : []
}

/** Bots and consumers, which serve whoever writes to them. */
const SERVING = [
  'discord-py',
  'py-cord',
  'nextcord',
  'disnake',
  'aiogram',
  'python-telegram-bot',
  'pytelegrambotapi',
  'telethon',
  'slack-bolt',
  'tweepy',
]
const WINDOWS = [
  'pyqt5',
  'pyqt6',
  'pyside2',
  'pyside6',
  'pygame',
  'kivy',
  'customtkinter',
  'wxpython',
  'dearpygui',
  'arcade',
]
/** Servers, of which the frameworks tell more. */
const WEB =
  /^(?:aiohttp|tornado|sanic|bottle|falcon|robyn|litestar|quart|flask|fastapi|starlette|django|pyramid|cherrypy|streamlit|gradio|nicegui|dash|panel|reflex|chainlit)$/

/** What a project is that is started by a script of its own and packs nothing. */
function scriptKinds(root: PythonRoot): Kind[] {
  if (depends(root, ...SERVING)) return ['service']
  if (depends(root, ...WINDOWS)) return ['desktop-app']
  return root.manifest.dependencies.some(({ name }) => WEB.test(normalised(name))) ? [] : ['cli']
}

/** Packages that parse a command's line. */
const COMMAND_LINE = [
  'click',
  'rich-click',
  'asyncclick',
  'typer',
  'typer-slim',
  'cyclopts',
  'docopt',
  'fire',
  'cleo',
  'cliff',
  'plumbum',
]

/** Does the README show how to import it? */
function isShownImported(project: Project, { name }: ImportPackage): boolean {
  const readme = project.inFolder('.').find((path) => /^readme\.(?:md|rst|markdown|txt)$/i.test(path))
  const lines = ((readme && project.text(readme)) || '').split('\n').map((line) => line.replace(/^[\s>]*/, ''))
  return lines.some(
    (line) =>
      (line.startsWith(`import ${name}`) && !/^\w/.test(line.slice(`import ${name}`.length))) ||
      line.startsWith(`from ${name} import `) ||
      line.startsWith(`from ${name}.`),
  )
}

/** A command of the package's own name, made with a parser of commands, whose author shows nothing of it to import. */
function isCommandFirst(project: Project, root: PythonRoot, found: ImportPackage, { declared }: PublicNames): boolean {
  const { name, scripts, dependencies } = root.manifest
  const own = normalised(name?.value ?? '')
  return (
    !declared &&
    scripts.some((script) => normalised(script.name) === own) &&
    dependencies.some((one) => one.scope === 'runtime' && COMMAND_LINE.includes(normalised(one.name))) &&
    !isShownImported(project, found)
  )
}

function distributedKinds(project: Project, root: PythonRoot, found: ImportPackage, names: PublicNames): Kind[] {
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
    names.exports.length >= MANY_EXPORTS ||
    (says('Topic :: Software Development :: Libraries') && !says('Environment :: Console'))
  if (!library) return ['cli']
  if (isCommandFirst(project, root, found, names)) return ['cli', 'library']
  return ['library', ...framework, 'cli']
}

/** Are notebooks what this repository is made of, rather than its modules? */
function notebooks(project: Project): boolean {
  const count = (ending: string) => project.ending(ending).filter((path) => project.role(path) === 'own').length
  const found = count('.ipynb')
  return found >= 2 && found >= count('.py')
}
