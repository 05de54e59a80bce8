import type { Package } from './detector'
import type { Facts, Kind } from './facts'
import { baseOf, type Project } from './project'

/** Kinds of something that somebody runs, most telling first; the rest is built on or read. */
const PROGRAMS: readonly Kind[] = ['web-app', 'mobile-app', 'desktop-app', 'service', 'cli']
/** A project is a few things at most. */
const MOST = 3

const count = (project: Project, ending: RegExp) =>
  project.paths.filter((path) => ending.test(path) && project.role(path) !== 'vendored').length
const CODE =
  /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|ex|swift|dart|c|cc|cpp|scala|hs|clj|jl|lua|zig|nim|vue|svelte)$/

/** Pages that a server renders. */
const PAGES =
  /\.(?:blade\.php|html\.erb|html\.heex|html\.eex|html\.leex|twig|cshtml|razor|jinja2?|ejs|hbs|pug|haml|slim|ftl|jsp|mustache)$|(?:^|\/)(?:templates|views)\/.+\.html$/

/** What the files alone tell, for a project whose manifests tell nothing. A row whose test holds gives its kind. */
const BY_FILES: readonly (readonly [
  Kind,
  (project: Project, facts: { frameworks: Facts['frameworks']; languages: Facts['languages'] }) => boolean,
])[] = [
  [
    'plugin',
    (p) =>
      p.paths.some((path) =>
        /^(?:plugin\/[^/]+\.(?:lua|vim)|autoload\/[^/]+\.vim|ftplugin\/.+\.(?:vim|lua)|[^/]+\.plugin\.(?:zsh|bash))$/.test(
          path,
        ),
      ),
  ],
  ['contracts', (p) => count(p, /\.(?:sol|vy|move|cairo)$/) > 0],
  ['notebooks', (p) => count(p, /\.ipynb$/) > 0 && count(p, /\.ipynb$/) * 2 >= count(p, CODE)],
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
    (p, { frameworks }) => frameworks.some(({ category }) => category === 'web-framework') && count(p, PAGES) > 0,
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
    'docs',
    (p) =>
      count(p, CODE) < 5 &&
      count(p, /\.(?:md|rst|adoc|mdx|tex)$/i) > 0 &&
      p.paths.some((path) =>
        /^(?:mkdocs\.ya?ml|conf\.py|docs\/conf\.py|book\.toml|_config\.yml|docusaurus\.config\.[jt]s|antora\.yml|_quarto\.yml)$/.test(
          path,
        ),
      ),
  ],
  ['dataset', (p) => count(p, CODE) < 5 && count(p, /\.(?:csv|tsv|parquet|jsonl|geojson|xlsx)$/i) >= 3],
  ['docs', (p) => count(p, CODE) === 0 && p.paths.some((path) => /^readme/i.test(baseOf(path)))],
]

/** Kinds of the members together: programs first, a library when one is published; those of examples and tests don't count. */
function ofMembers(project: Project, packages: readonly Package[]): Kind[] {
  const own = packages.filter(({ directory }) => directory === '.' || project.role(`${directory}/file`) === 'own')
  const all = new Set(
    own.flatMap(({ kinds, private: hidden }) => (hidden ? kinds.filter((kind) => kind !== 'library') : kinds)),
  )
  const inOrder = [
    ...PROGRAMS,
    'framework',
    'library',
    'plugin',
    'contracts',
    'notebooks',
    'docs',
    'template',
    'infrastructure',
  ] as const
  return inOrder.filter((kind) => all.has(kind))
}

const TEMPLATE_NAME = /[-_ .](?:template|starter|starter-kit|boilerplate|skeleton)$/i
const TEMPLATE_SAYS =
  /\b(?:project|application|repository|starter|app|site) (?:template|skeleton|boilerplate)\b|\b(?:skeleton|boilerplate|starter) (?:application|project|app|kit|repository)\b/i

/** Something to copy and go on from, by its repository's name or what it says of itself. */
const isTemplate = (project: Project, description: string | undefined) =>
  TEMPLATE_NAME.test(project.repositoryName) || TEMPLATE_SAYS.test(description ?? '')

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
  const template: Kind[] = isTemplate(project, facts.description?.value) ? ['template'] : []
  const first = main?.kinds.length ? [...main.kinds, ...said] : [...said, ...ofMembers(project, packages)]
  const kinds = [...new Set(first)]
  if (kinds.length) return [...new Set([...kinds.slice(0, MOST), ...template])]
  const byFiles = BY_FILES.find(([, holds]) => holds(project, facts))?.[0]
  if (byFiles) return [byFiles, ...template]
  if (template.length) return template
  return packages.some(({ members }) => members.length > 1) ? ['monorepo'] : []
}
