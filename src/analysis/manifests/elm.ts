import { type CommandCandidate, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { CommandGroup, Source } from '../facts'
import { baseOf, type Document, folderOf, join, type Project, record, string, strings } from '../project'
import { contributionOf, type ManifestFacts, type Requirement, together, topManifests } from './manifest-facts'
import { within } from './within'

const MOST = 65_536
const MOST_SOURCE = 4_096

/** Direct dependencies: in an application below `direct`, in a package at once. */
function requirementsOf(document: Document, application: boolean): Requirement[] {
  const table = (key: string, scope: Requirement['scope']) => {
    const keys = application ? [key, 'direct'] : [key]
    const given = keys.reduce<unknown>((value, one) => record(value)[one], document.value)
    return Object.entries(record(given)).map(([name, version]) => ({
      name,
      ...(string(version) && { version: string(version)! }),
      scope,
      source: document.at(...keys, name),
    }))
  }
  return [...table('dependencies', 'runtime'), ...table('test-dependencies', 'dev')]
}

function elmFacts(project: Project, manifest: string, document: Document): ManifestFacts {
  const folder = folderOf(manifest)
  const own = record(document.value)
  const application = own.type === 'application'
  const at = (key: string) => {
    const value = string(own[key])
    return value ? { value, sources: [document.at(key)] } : null
  }
  const requirements = requirementsOf(document, application)
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source, after = 0) =>
    commands.push({ group, command, rank: RANK.convention + after, sources: [source] })
  const name = at('name')
  if (!application && name) say('install', `elm install ${name.value}`, name.sources[0]!)
  const folders = strings(own['source-directories'])
  const main = ['Main.elm', 'App.elm']
    .flatMap((file) => folders.flatMap((one) => join(folder, `${one}/${file}`) ?? []))
    .find((path) => project.has(path) && /^main\s*(?::|=)/m.test(project.text(path) ?? ''))
  const node = record(project.json(within(folder, 'package.json'))?.value)
  const tool = (command: string) =>
    Object.hasOwn({ ...record(node.dependencies), ...record(node.devDependencies) }, command)
      ? `npx ${command}`
      : command
  const bundled = [
    'vite.config.js',
    'vite.config.ts',
    'webpack.config.js',
    'elm-land.json',
    'elm-pages.config.mjs',
    'elm-watch.json',
    'spa.config.js',
  ].some((file) => project.has(within(folder, file)))
  if (application && main && !bundled) {
    const path = folder === '.' ? main : main.slice(folder.length + 1)
    // A page of its own loads the script that it names; without one, Elm writes the page.
    const page = ['index.html', 'public/index.html'].map((file) => within(folder, file)).find(project.has)
    const script =
      page && project.text(page)?.match(/src=["']\/?([\w./-]*?(?:elm|main|app|bundle)[\w.-]*\.js)["']/i)?.[1]
    const prefix = page && baseOf(folderOf(page)) === 'public' ? 'public/' : ''
    say('build', `elm make ${path}${script ? ` --output=${prefix}${script}` : ''}`, { path: main })
    if (!page) say('run', 'elm reactor', { path: main })
  }
  if (!application) say('build', 'elm make', { path: manifest })
  const tests = project.below(within(folder, 'tests')).find((path) => path.endsWith('.elm'))
  if (tests && requirements.some((one) => one.name === 'elm-explorations/test'))
    say('test', tool('elm-test'), { path: tests })
  const review = within(folder, 'review/elm.json')
  if (project.has(review)) say('lint', tool('elm-review'), { path: review })
  const version = string(own['elm-version'])
  return {
    name,
    description: at('summary'),
    version: at('version'),
    license: at('license'),
    private: application,
    kinds: application ? ['web-app'] : ['library'],
    requirements,
    runtimes: version ? [{ name: 'elm', constraint: version, sources: [document.at('elm-version')] }] : [],
    commands,
    entry_points: main ? [{ path: main, what: 'Start of the application', sources: [{ path: main }] }] : [],
  }
}

/** Elm projects (https://github.com/elm/compiler/blob/master/docs/elm.json/application.md). */
export const elm: Ecosystem = {
  name: 'elm',
  packages: { elm: ['Elm'] },
  tools: [
    {
      tools: ['elm'],
      manifest: /^elm\.json$/,
      verbs: [
        ['make', 'build'],
        ['reactor', 'run'],
      ],
    },
    { tools: ['elm-test'], manifest: /^elm\.json$/, verbs: [['', 'test']] },
    { tools: ['elm-review'], manifest: /^elm\.json$/, verbs: [['', 'lint']] },
  ],
  extensions: ['json', 'elm', 'html'],
  wants(path, bytes) {
    const base = baseOf(path)
    if (base === 'elm.json' || base === 'package.json') return bytes <= MOST ? bytes : 0
    return /(?:^|\/)(?:Main|App)\.elm$|^(?:public\/)?index\.html$/.test(path) ? Math.min(bytes, MOST_SOURCE * 4) : 0
  },
  detect: (project) =>
    together(
      topManifests(project, 'elm.json').flatMap((manifest) => {
        const document = project.json(manifest)
        const type = record(document?.value).type
        return document && (type === 'application' || type === 'package')
          ? [contributionOf('elm', 'elm', manifest, elmFacts(project, manifest, document))]
          : []
      }),
    ),
}
