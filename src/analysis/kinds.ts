import type { Package } from './detector'
import type { Facts, Kind } from './facts'
import { coversMain, isPartOf, speaksFor } from './main-package'
import { isFrameworkByDescription } from './manifests/description'
import type { Project } from './project'

/** Kinds of something that somebody runs, most telling first; the rest is built on or read. */
const PROGRAMS: readonly Kind[] = ['web-app', 'mobile-app', 'desktop-app', 'service', 'cli']
/** Kinds of several packages together, in the order of what people come for. */
const ORDER: readonly Kind[] = [
  ...PROGRAMS,
  'framework',
  'library',
  'plugin',
  'contracts',
  'notebooks',
  'docs',
  'template',
  'infrastructure',
]
/** A project is a few things at most. */
const MOST = 3

const count = (project: Project, extension: RegExp) =>
  project.ending(extension).filter((path) => project.role(path) !== 'vendored').length
/** Are there so many files of this extension? */
const reaches = (project: Project, extension: RegExp, least: number): boolean => {
  let seen = 0
  return project.ending(extension).some((path) => project.role(path) !== 'vendored' && ++seen >= least)
}
const CODE =
  /^\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|ex|swift|dart|c|cc|cpp|scala|hs|clj|jl|lua|zig|nim|vue|svelte)$/
const NOTEBOOKS = /^\.ipynb$/
const PROSE = /^\.(?:md|rst|adoc|mdx|tex)$/i
const DATA = /^\.(?:csv|tsv|parquet|jsonl|geojson|xlsx)$/i

/** Pages that a server renders. */
const PAGES =
  /\.(?:blade\.php|html\.erb|html\.heex|html\.eex|html\.leex|twig|cshtml|razor|jinja2?|ejs|hbs|pug|haml|slim|ftl|jsp|mustache)$|(?:^|\/)(?:templates|views)\/.+\.html$/

/** Pages that people come to, as server frameworks lay them out. */
const VIEWS =
  /(?:^|\/)views\/(?:[\w-]+\/)*(?:index|home|homepage|login)\.(?:ejs|hbs|handlebars|pug|jade|njk|twig|liquid|eta|html)$/
/** A service that renders pages of its own is what people open in a browser. */
const withPages = (project: Project, kinds: readonly Kind[]): Kind[] =>
  kinds.map((kind) =>
    kind === 'service' && project.paths.some((path) => VIEWS.test(path) && project.role(path) === 'own')
      ? 'web-app'
      : kind,
  )

/** What the files alone tell, for a project whose manifests tell nothing. A row whose test holds gives its kind. */
const BY_FILES: readonly (readonly [
  Kind,
  (project: Project, facts: { frameworks: Facts['frameworks']; languages: Facts['languages'] }) => boolean,
])[] = [
  ['plugin', (p) => p.has('action.yml') || p.has('action.yaml')],
  ['sample', (p) => /(?:^|[-_.])(?:examples|samples|demos)$/i.test(p.hostedName)],
  // What renders them, or checks them, is small beside the pages.
  ['docs', (p) => reaches(p, PROSE, 50) && count(p, PROSE) * 2 >= p.paths.length],
  [
    'plugin',
    (p) =>
      p.paths.some((path) =>
        /^(?:plugin\/[^/]+\.(?:lua|vim)|autoload\/[^/]+\.vim|ftplugin\/.+\.(?:vim|lua)|[^/]+\.plugin\.(?:zsh|bash))$/.test(
          path,
        ),
      ),
  ],
  ['contracts', (_, { languages }) => /^(?:Solidity|Vyper|Move|Cairo)$/.test(languages[0]?.name ?? '')],
  ['notebooks', (p) => reaches(p, NOTEBOOKS, 1) && count(p, NOTEBOOKS) * 2 >= count(p, CODE)],
  [
    'config',
    (p) =>
      p.paths.filter((path) =>
        /^(?:[^/]+\/)?\.?(?:zshrc|bashrc|vimrc|gitconfig|tmux\.conf|config\/(?:nvim|fish|alacritty|kitty|i3|sway|hypr)\/.*|Brewfile|chezmoi.*)$/.test(
          path,
        ),
      ).length >= 2,
  ],
  ['mobile-app', (_, { frameworks }) => frameworks.some(({ category }) => category === 'mobile')],
  ['desktop-app', (_, { frameworks }) => frameworks.some(({ category }) => category === 'desktop')],
  [
    'web-app',
    (p, { frameworks }) =>
      frameworks.some(({ category }) => category === 'web-framework') &&
      p.paths.some((path) => PAGES.test(path) && p.role(path) !== 'vendored'),
  ],
  ['service', (_, { frameworks }) => frameworks.some(({ category }) => category === 'web-framework')],
  [
    'web-app',
    (p, { languages }) => p.has('index.html') && languages.some(({ name }) => name === 'JavaScript' || name === 'HTML'),
  ],
  [
    'cli',
    (p, { languages }) =>
      /^(?:Shell|PowerShell|Batchfile)$/.test(languages[0]?.name ?? '') &&
      p.paths.some(
        (path) =>
          /^(?:bin\/)?[^/]+(?:\.(?:sh|bash|zsh|ps1|bat))?$/.test(path) &&
          (p.files.get(path)?.mode === 'executable' || /\.(?:sh|bash|zsh|ps1)$/.test(path)),
      ),
  ],
  [
    'web-app',
    (p) =>
      p.has('mix.exs') &&
      p.paths.some((path) => /^(?:apps\/[^/]+\/)?lib\/[^/]+_web\/(?:router|endpoint)\.ex$/.test(path)),
  ],
  [
    'library',
    (p, { languages }) =>
      /^(?:C#|F#)$/.test(languages[0]?.name ?? '') &&
      p.own(/\.(?:cs|fs)proj$/).length > 0 &&
      p.own(/^(?:Program|App\.xaml)\.(?:cs|fs)$/).length === 0,
  ],
  // Manifests that no detector reads: what they package is a library.
  [
    'library',
    (p) =>
      p
        .inFolder('.')
        .some((path) => /^(?:[^/]+\.(?:gemspec|podspec|cabal|rockspec)|Package\.swift|mix\.exs)$/.test(path)),
  ],
  [
    'library',
    (p, { languages }) =>
      /^C(?:\+\+)?$/.test(languages[0]?.name ?? '') && p.below('include').some((path) => /\.(?:h|hpp|hh)$/.test(path)),
  ],
  // Sources with headers to include and nothing to start are for others' programs.
  [
    'library',
    (p, { languages }) =>
      /^C(?:\+\+)?$/.test(languages[0]?.name ?? '') &&
      p.own(/\.(?:h|hpp|hh)$/).length > 0 &&
      !p.ending(/^\.(?:c|cc|cpp|cxx)$/).some((path) => /(?:^|\/)main\.\w+$/.test(path) && p.role(path) === 'own'),
  ],
  ['cli', (p) => p.inFolder('src').some((path) => /^src\/main\.(?:c|cc|cpp|zig|nim|cr)$/.test(path))],
  [
    'docs',
    (p) =>
      !reaches(p, CODE, 5) &&
      reaches(p, PROSE, 1) &&
      p.paths.some((path) =>
        /^(?:mkdocs\.ya?ml|conf\.py|docs\/conf\.py|book\.toml|_config\.yml|docusaurus\.config\.[jt]s|antora\.yml|_quarto\.yml)$/.test(
          path,
        ),
      ),
  ],
  ['dataset', (p) => !reaches(p, CODE, 5) && reaches(p, DATA, 3)],
  ['docs', (p) => !reaches(p, CODE, 1) && p.named(/^readme/i).length > 0],
]

/** A package that only creates projects accompanies the library that it creates them for. */
const CREATOR = /(?:^|\/)(?:create|init)(?:-|$)/

/**
 * Kinds of the members together: programs first, a library when one is published; those of examples and tests don't count,
 * nor, where no manifest is in the main language, those of a language that is little of the code.
 */
function ofMembers(project: Project, packages: readonly Package[], languages: Facts['languages']): Kind[] {
  const covered = coversMain(packages, languages)
  const own = packages.filter(
    (one) =>
      (one.directory === '.' || project.role(`${one.directory}/file`) === 'own') &&
      (covered ? isPartOf(one, languages) : speaksFor(one, languages)),
  )
  const products = own.filter(({ name, private: hidden }) => hidden || !CREATOR.test(name?.value ?? ''))
  const counted = products.some(({ kinds }) => kinds.length > 0) ? products : own
  const of = (one: Package) => (one.private ? one.kinds.filter((kind) => kind !== 'library') : one.kinds)
  const first = new Set(counted.flatMap((one) => of(one).slice(0, 1)))
  const further = new Set(counted.flatMap((one) => of(one).slice(1)))
  // The plugins beside a library are its own.
  if (first.has('library')) for (const kinds of [first, further]) kinds.delete('plugin')
  return [...ORDER.filter((kind) => first.has(kind)), ...ORDER.filter((kind) => further.has(kind))]
}

const TEMPLATE_NAME = /[-_ .](?:template|starter|starter-kit|boilerplate|skeleton)(?:$|[-_ .])/i
const TEMPLATE_SAYS =
  /\b(?:project|application|repository|starter|app|site) (?:template|skeleton|boilerplate)\b|\b(?:skeleton|boilerplate|starter) (?:application|project|app|kit|repo|repository)\b|^(?:(?:an?|the) )?(?:[\w-]+ ){0,3}(?:template|boilerplate|starter) for\b/i

/** Something to copy and go on from, by its repository's name or what it says of itself. */
const isTemplate = (project: Project, description: string | undefined) =>
  TEMPLATE_NAME.test(project.repositoryName) || TEMPLATE_SAYS.test(description ?? '')

/** A program that its description calls a server or a backend; "a client for servers" is none. */
const SERVER = /\b(?:server|backend|back-end|daemon)$/i

/** What the one sentence on the project adds: a library that is a framework, a Go program that serves. */
function inWords(kinds: readonly Kind[], main: Package | null, description: string | undefined): Kind[] {
  const head =
    description?.replace(/[.!]$/, '').split(/,|\s(?:for|to|with|that|which|written|in|using|based)\s/i)[0] ?? ''
  const serves = main?.ecosystem === 'golang' && kinds[0] === 'cli' && SERVER.test(head)
  const said = serves ? ['service' as const, ...kinds.slice(1)] : kinds
  return said.includes('library') && isFrameworkByDescription(description) ? [...said, 'framework'] : [...said]
}

/** So many links begin items or rows of a list of links, by its name or, whatever it is called, by their number. */
const MANY_LINKS = { named: 100, unnamed: 500 }
/** What the scripts beside the links are written in is no matter. */
const isLinkList = (project: Project): boolean => {
  const readme = project.inFolder('.').find((path) => /^readme\.md$/i.test(path))
  const text = readme ? (project.text(readme) ?? '') : ''
  const { named, unnamed } = MANY_LINKS
  const least = /^awesome(?:-|$)/i.test(project.hostedName) ? named : unnamed
  return (text.match(/^ {0,12}(?:[-*+] |\| ?)\[/gm)?.length ?? 0) >= least
}

/**
 * What the project is, most telling first, at most three: the main package's own kinds, else its members' together,
 * else what no package stands for, else what files and frameworks tell; `monorepo` alone says that nothing else is known.
 */
export function kindsOf(
  project: Project,
  packages: readonly Package[],
  main: Package | null,
  said: readonly Kind[],
  facts: Pick<Facts, 'frameworks' | 'languages' | 'description'>,
): Kind[] {
  if (isLinkList(project)) return ['docs']
  const template: Kind[] = isTemplate(project, facts.description?.value) ? ['template'] : []
  // A book with tools beside it, and the settings of somebody's machine with programs in them, are these and nothing else.
  const whole = said.find((kind) => kind === 'docs' || kind === 'config')
  if (whole) return [whole, ...template]
  const members = main?.kinds.length ? [] : ofMembers(project, packages, facts.languages)
  const beside = members.includes('library') ? said.filter((kind) => kind !== 'plugin') : said
  const first = main?.kinds.length ? [...main.kinds, ...said] : [...beside, ...members]
  const kinds = [...new Set(withPages(project, inWords(first, main, facts.description?.value)))]
  if (kinds.length) return [...new Set([...kinds.slice(0, MOST), ...template])]
  const byFiles = BY_FILES.find(([, holds]) => holds(project, facts))?.[0]
  if (byFiles) return [byFiles, ...template]
  if (template.length) return template
  return packages.some(({ members }) => members.length > 1) ? ['monorepo'] : []
}
