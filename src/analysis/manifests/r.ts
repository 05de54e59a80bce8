import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts, Kind, Sourced } from '../facts'
import { baseOf, folderOf, lineAt, type Project, record, string } from '../project'
import { contributionOf, together, topManifests } from './manifest-facts'
import { applicationCommands, installs, packageCommands, setupOf } from './r/commands'
import { dcfFields, type Fields } from './r/dcf'
import { requirements, rRuntime, spdxOf } from './r/dependencies'
import { tools } from './r/tools'
import { within } from './within'

const MOST = 131_072
const MOST_EXPORTS = 3_000

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  const levels = path.split('/').length
  if (/^(?:DESCRIPTION|NAMESPACE)$/.test(base)) return levels <= 4 && bytes <= MOST ? bytes : 0
  if (/^air\.toml$/.test(path)) return 4_096
  // The lock file's head holds the version of R; the packages below are not asked for.
  if (base === 'renv.lock') return levels <= 3 && bytes <= 4 * MOST ? bytes : 0
  return /^readme(?:\.\w+)?$/i.test(base) && levels <= 3 ? MOST : 0
}

const said = (fields: Fields, key: string): Sourced | null => {
  const given = fields.get(key)
  const value = given?.value.replace(/\s+/g, ' ').trim()
  return given && value ? { value, sources: [given.source] } : null
}

/** Names that `NAMESPACE` exports; patterns give none. */
function exportsOf(project: Project, path: string, module: string): Facts['surface']['exports'] {
  const text = project.text(path) ?? ''
  const names = [...text.matchAll(/^export\(([^)]{1,20000})\)/gm)].flatMap((match) => {
    const line = lineAt(text, match.index)
    return match[1]!.split(',').map((name) => ({ name: name.trim().replace(/^["'`]|["'`]$/g, ''), line }))
  })
  return names
    .filter(({ name }) => /^[A-Za-z.][\w.]*$/.test(name))
    .slice(0, MOST_EXPORTS)
    .map(({ name, line }) => ({ name, kind: 'function', module, sources: [{ path, line }] }))
}

/** The R that `renv.lock` was made with. */
function lockedRuntime(project: Project, lock: string): Facts['runtimes'] {
  const document = project.json(lock)
  const version = string(record(record(document?.value).R).Version)
  return document && version ? [{ name: 'r', constraint: version, sources: [document.at('R', 'Version')] }] : []
}

const BOOK = ['_quarto.yml', '_quarto.yaml', '_bookdown.yml', '_site.yml']

/** What a package is: an application where it is one of a framework for those, else a library. */
function packageKinds(project: Project, folder: string, uses: readonly { name: string; scope: string }[]): Kind[] {
  const runs = uses.some(({ name, scope }) => scope === 'runtime' && /^(?:golem|rhino|leprechaun)$/.test(name))
  return runs && (project.has(within(folder, 'app.R')) || project.has(within(folder, 'inst/golem-config.yml')))
    ? ['web-app']
    : ['library']
}

function detectDescription(project: Project, manifest: string): Contribution {
  const folder = folderOf(manifest)
  const fields = dcfFields(manifest, project.text(manifest) ?? '')
  const name = said(fields, 'Package')
  if (!name && !fields.has('Imports') && !fields.has('Depends')) return {}
  const namespace = within(folder, 'NAMESPACE')
  // Books and analyses keep a DESCRIPTION for what they need: without code of its own it is no package.
  const isPackage = name !== null && (project.has(namespace) || project.hasFolder(within(folder, 'R')))
  const uses = requirements(fields)
  const license = fields.get('License')
  const spdx = license ? spdxOf(license.value.replace(/\s+/g, ' ')) : null
  const lock = within(folder, 'renv.lock')
  const app = applicationCommands(project, folder)
  const kinds: Kind[] = isPackage
    ? packageKinds(project, folder, uses)
    : app.shiny
      ? ['web-app']
      : BOOK.some((one) => project.has(within(folder, one)))
        ? ['docs']
        : []
  return contributionOf('cran', project.has(lock) ? 'renv' : 'cran', manifest, {
    name,
    description: said(fields, 'Title'),
    version: said(fields, 'Version'),
    license: spdx && license ? { value: spdx, sources: [license.source] } : null,
    private: !isPackage,
    kinds,
    ...(project.has(lock) && { lockfile: lock }),
    requirements: uses,
    runtimes: [
      ...rRuntime(fields),
      ...(project.has(lock) && !rRuntime(fields).length ? lockedRuntime(project, lock) : []),
    ],
    commands: isPackage
      ? [
          ...installs(project, folder, name.value, fields),
          ...packageCommands(project, folder, manifest),
          ...app.commands.filter(({ group }) => group === 'run'),
        ]
      : [...(name && !project.has(lock) ? [setupOf(manifest)] : []), ...app.commands],
    entry_points: app.shiny ? [{ path: app.shiny, what: 'Shiny application', sources: [{ path: app.shiny }] }] : [],
    ...(isPackage && { exports: exportsOf(project, namespace, name.value) }),
  })
}

/** Folders of applications and locked environments without a DESCRIPTION. */
function detectBare(project: Project): Contribution[] {
  const folders = [...new Set(project.own(/^(?:renv\.lock|app\.R|server\.R|plumber\.R|_bookdown\.yml)$/).map(folderOf))]
  const top = folders
    .filter((folder) => folder.split('/').length <= 2)
    .filter((folder) => folder === '.' || !folders.includes('.'))
  return top.slice(0, 4).map((folder): Contribution => {
    const { commands, shiny, plumber } = applicationCommands(project, folder)
    const lock = within(folder, 'renv.lock')
    const start = shiny ?? plumber
    const framework = shiny ? 'Shiny' : 'plumber'
    return {
      package_managers: project.has(lock)
        ? [{ name: 'renv', manifest: lock, lockfile: lock, cwd: folder, sources: [{ path: lock }] }]
        : [],
      runtimes: project.has(lock) ? lockedRuntime(project, lock) : [],
      commands: commands.map((one) => ({ ...one, cwd: folder })),
      frameworks: start
        ? [{ name: framework, category: 'web-framework', cwd: folder, sources: [{ path: start }] }]
        : [],
      kinds: shiny ? ['web-app'] : plumber ? ['service'] : [],
      entry_points: start ? [{ path: start, what: `${framework} application`, sources: [{ path: start }] }] : [],
    }
  })
}

/** R packages, Shiny and plumber applications, books (https://cran.r-project.org/doc/manuals/R-exts.html). */
export const r: Ecosystem = {
  name: 'r',
  packages: { cran: ['R', 'Rebol', 'RMarkdown'] },
  tools,
  extensions: ['', 'lock', 'md', 'toml'],
  wants,
  detect(project) {
    const manifests = topManifests(project, 'DESCRIPTION').filter((path) =>
      /^(?:Package|Imports|Depends|Type|Title):/m.test(project.text(path) ?? ''),
    )
    const described = new Set(manifests.map(folderOf))
    const bare = described.has('.')
      ? []
      : detectBare(project).filter(({ commands = [] }) => !commands.some(({ cwd }) => described.has(cwd)))
    return together([...manifests.map((path) => detectDescription(project, path)), ...bare])
  },
}
