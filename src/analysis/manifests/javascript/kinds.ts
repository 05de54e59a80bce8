import type { Kind } from '../../facts'
import { array, join, type Project, record, string } from '../../project'
import { isFrameworkByDescription } from '../description'
import { APPLICATION_KINDS, BUNDLERS, PAGES } from './application-kinds'
import type { Manifest } from './manifest'

const PLUGIN_NAME =
  /(?:^|\/)(?:(?:eslint|stylelint|prettier|babel|rollup|vite|vitest|webpack|postcss|gatsby|esbuild|unplugin|tailwindcss|serverless|gulp|grunt|hubot|homebridge|capacitor|cordova|remark|rehype|markdown-it)-(?:plugin-)?|[\w.-]+-plugin(?:-|$)|plugin-|unplugin)/
const CREATOR_NAME = /(?:^|\/)create(?:-|$)|(?:^|\/)generator-/

const keywords = (manifest: Manifest) => array(manifest.json.keywords).map((word) => string(word)?.toLowerCase() ?? '')

/** Does anything in the manifest say that others install this package? `main` alone does not: `npm init` writes it everywhere. */
export function isPublishable(project: Project, manifest: Manifest): boolean {
  if (manifest.private || !manifest.name || !manifest.has('version') || isAction(project, manifest)) return false
  if (isUnreleased(manifest)) return false
  if (manifest.has('bin', 'exports', 'module', 'types', 'typings', 'files', 'publishConfig')) return true
  if (['prepublishOnly', 'prepublish'].some((script) => manifest.scripts.has(script))) return true
  const file = (name: string) => join(manifest.directory, name) ?? name
  // What a bundler serves and nothing enters is an application, whatever its release would leave out.
  if (project.has(file('.npmignore')) && (manifest.has('main') || !servesBundle(manifest))) return true
  const entry = string(manifest.json.main) ?? 'index.js'
  const exists = ['', '.js', '.cjs', '/index.js'].some((end) => project.has(file(`${entry}${end}`)))
  if (!exists || startsServer(manifest)) return false
  const described = keywords(manifest).length > 0
  return (described && manifest.has('repository')) || isDeliberate(manifest, described)
}

/** GitHub runs an action from the repository: nobody installs it. https://docs.github.com/actions/creating-actions/metadata-syntax-for-github-actions */
const isAction = (project: Project, { directory }: Manifest) =>
  ['action.yml', 'action.yaml'].some((name) => {
    const path = join(directory, name)
    return path !== null && project.has(path)
  })

/** A member that was never released and that nothing says how to: its workspace's applications use it as it stands. */
const isUnreleased = ({ directory, json, scripts }: Manifest) =>
  directory !== '.' &&
  json.version === '0.0.0' &&
  !['prepublishOnly', 'prepack', 'release', 'publish'].some((script) => scripts.has(script))

/** A private root that is complete but for the flag: its build copies it into the folder that is published. */
const isPublishedFromBuild = (manifest: Manifest) =>
  manifest.private &&
  manifest.directory === '.' &&
  manifest.has('exports', 'module') &&
  manifest.has('files') &&
  manifest.has('repository') &&
  manifest.scripts.has('build')

/** A member with an entry for others that lists what a release would hold, or that nothing starts, is a library whatever it builds on. */
const isPackaged = (manifest: Manifest) =>
  manifest.directory !== '.' &&
  manifest.has('exports', 'module', 'main', 'types') &&
  !['start', 'dev', 'serve', 'preview'].some((script) => manifest.scripts.has(script)) &&
  (manifest.has('files') || applicationKind(manifest) === 'service')

/** A root that holds members and no code of its own: what it depends on are its members' tools. */
function isOnlyWorkspace(project: Project, manifest: Manifest): boolean {
  const file = (name: string) => join(manifest.directory, name) ?? name
  if (!manifest.has('workspaces') && !project.has(file('pnpm-workspace.yaml'))) return false
  return (
    !['src', 'app', 'pages', 'server', 'client', 'lib', 'source'].some((name) => project.hasFolder(file(name))) &&
    !PAGES.some((name) => project.has(file(name)))
  )
}

const servesBundle = (manifest: Manifest) =>
  ['start', 'dev', 'serve'].some((name) =>
    /\b(?:webpack(?:-dev-server| serve)|vite|parcel|rsbuild dev|rspack serve)\b/.test(manifest.scripts.get(name) ?? ''),
  )

/** A manifest that somebody filled in for readers, and that starts nothing: `npm init` leaves 1.0.0 and no description. */
const isDeliberate = (manifest: Manifest, described: boolean) =>
  string(manifest.json.description) !== null &&
  !['start', 'dev', 'serve'].some((script) => manifest.scripts.has(script)) &&
  (described || manifest.json.version !== '1.0.0')

const startsServer = (manifest: Manifest) =>
  ['start', 'dev'].some((script) => manifest.scripts.has(script)) && applicationKind(manifest) !== null

/** Names that count for an application: all that it declares but its peers. */
const applicationKind = (manifest: Manifest): Kind | null => {
  const dev = record(manifest.json.devDependencies)
  const uses = (name: string) => manifest.runtime.has(name) || Object.hasOwn(dev, name)
  const dialect = (row: (typeof APPLICATION_KINDS)[number]) =>
    row.packages.some((name) => (row.kind === 'service' ? manifest.runtime.has(name) : uses(name)))
  return APPLICATION_KINDS.find(dialect)?.kind ?? null
}

/** Kinds that the manifest of a private or unpublished package proves. */
function applicationKinds(project: Project, manifest: Manifest, root: Manifest): Kind[] {
  const file = (name: string) => join(manifest.directory, name) ?? name
  const page = PAGES.some((name) => project.has(file(name)))
  const bundled = page && BUNDLERS.some((name) => manifest.declared.has(name) || root.declared.has(name))
  const kind = applicationKind(manifest)
  // A server that ships with a front end of its own is a web application.
  if (kind) return [kind === 'service' && bundled ? 'web-app' : kind]
  const browserExtension = ['manifest.json', 'src/manifest.json', 'public/manifest.json'].find(
    (name) => record(project.json(file(name))?.value).manifest_version !== undefined,
  )
  if (browserExtension) return ['plugin']
  if (bundled) return ['web-app']
  if (['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'].some((name) => project.has(file(name)))) return ['service']
  return []
}

/** What this package is, most telling first, by its manifest, the files beside it and the bundler its workspace's root brings. */
export function kindsOf(project: Project, manifest: Manifest, root: Manifest): Kind[] {
  if (record(manifest.json.engines).vscode !== undefined || manifest.has('contributes')) return ['plugin']
  const bin = manifest.has('bin') || record(manifest.json.directories).bin !== undefined
  const entry =
    manifest.has('exports', 'module', 'types', 'typings') || (manifest.has('main') && entryIsReal(project, manifest))
  if (isAction(project, manifest)) return ['plugin']
  if (!isPublishable(project, manifest)) {
    if (isPublishedFromBuild(manifest) || isPackaged(manifest)) return ['library']
    if (isOnlyWorkspace(project, manifest)) return []
    const kinds = applicationKinds(project, manifest, root)
    if (kinds.length) return kinds
    if (bin) return ['cli']
    // A private member that others of its workspace import is still a library; a root is not for having a `main`.
    return manifest.directory !== '.' && entry ? ['library'] : []
  }
  const name = manifest.name ?? ''
  if (PLUGIN_NAME.test(name)) return ['plugin', 'library']
  const words = keywords(manifest)
  const framework: Kind[] =
    isFrameworkByDescription(string(manifest.json.description)) || words.includes('web-framework') ? ['framework'] : []
  const isEntry = entry || !bin
  if (!bin) return ['library', ...framework]
  const cliFirst =
    !isEntry ||
    isInstalledGlobally(project, name) ||
    CREATOR_NAME.test(name) ||
    manifest.json.preferGlobal === true ||
    words.some((w) => w === 'cli' || w === 'command' || w === 'command-line')
  return cliFirst
    ? isEntry && !CREATOR_NAME.test(name)
      ? ['cli', 'library']
      : ['cli']
    : ['library', 'cli', ...framework]
}

const GLOBALLY = [
  'npm install -g',
  'npm i -g',
  'npm install --global',
  'npm i --global',
  'yarn global add',
  'pnpm add -g',
]
const LOCALLY = [
  'npm install',
  'npm i',
  'npm install --save',
  'npm i --save',
  'npm add',
  'yarn add',
  'pnpm add',
  'bun add',
]

/** Does the README tell people to install it as a command, and not as a dependency as well? */
function isInstalledGlobally(project: Project, name: string): boolean {
  const readme = project.inFolder('.').find((path) => /^readme\.(?:md|markdown)$/i.test(path))
  const text = (readme && project.text(readme)) || ''
  const shows = (ways: readonly string[]) =>
    ways.some((way) => text.includes(`${way} ${name}\n`) || text.includes(`${way} ${name} `))
  return shows(GLOBALLY) && !shows(LOCALLY)
}

/** `main` names a file of the tree, or one that a build step makes. */
function entryIsReal(project: Project, manifest: Manifest): boolean {
  const main = string(manifest.json.main)
  const path = main && join(manifest.directory, main)
  if (!path) return false
  return (
    ['', '.js', '.cjs', '.mjs', '.ts', '/index.js'].some((end) => project.has(path + end)) ||
    manifest.scripts.has('build')
  )
}

/** Is the package meant to be installed globally, as a command? */
export const isCommand = (kinds: readonly Kind[]) => kinds[0] === 'cli'
export const isCreator = (name: string) => CREATOR_NAME.test(name)
