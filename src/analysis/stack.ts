import type { Facts, Kind } from './facts'
import type { CountedFile } from './languages'
import { sameName } from './names'
import type { Project } from './project'

type Framework = Facts['frameworks'][number]

/** What a sentence still lists. */
const MOST = 5

/**
 * Categories that say what a project is made on, most telling first. `null`: whatever is in it; else only these of it,
 * since the rest are libraries for a detail.
 */
const TELLING: readonly (readonly [category: string, names: ReadonlySet<string> | null])[] = [
  ['web-framework', null],
  ['cms', null],
  [
    'mobile',
    new Set(
      'React Native,Expo,Flutter,Ionic,Capacitor,Cordova,NativeScript,Jetpack Compose,SwiftUI,Kotlin Multiplatform'.split(
        ',',
      ),
    ),
  ],
  ['desktop', null],
  ['game', null],
  ['blockchain', null],
  [
    'ml',
    new Set(
      'PyTorch,TensorFlow,Keras,JAX,scikit-learn,XGBoost,LightGBM,Transformers,Hugging Face Transformers,PyTorch Lightning,Lightning,LangChain,LlamaIndex,spaCy'.split(
        ',',
      ),
    ),
  ],
  [
    'ui',
    new Set(
      'React,Preact,Vue,Svelte,Angular,Solid,SolidJS,Qwik,Lit,Ember,Ember.js,Alpine.js,htmx,Backbone,Backbone.js,Marionette,Mithril,Stencil,Livewire,Hotwire,Stimulus,Blazor'.split(
        ',',
      ),
    ),
  ],
  ['tui', new Set('Bubble Tea,tview,Ratatui,Textual,Ink,tcell,gocui,Cursive,urwid,prompt_toolkit'.split(','))],
  [
    'orm',
    new Set(
      'Prisma,Drizzle ORM,TypeORM,Sequelize,SQLAlchemy,SQLModel,GORM,Ent,Diesel,SeaORM,Hibernate,Spring Data JPA,Entity Framework Core,Ecto,Eloquent,Doctrine ORM,Room'.split(
        ',',
      ),
    ),
  ],
  ['styling', new Set(['Tailwind CSS', 'Bootstrap'])],
]

const rowOf = ({ category, name }: Framework) =>
  TELLING.findIndex(([one, names]) => one === category && (names?.has(name) ?? true))

/** Is it an addition to the other, named after it: React Router to React, django-csp to Django? */
function addsTo(one: Framework, other: Framework): boolean {
  if (TELLING[rowOf(one)]?.[1]) return false
  const [long, short] = [one.name.toLowerCase(), other.name.toLowerCase()]
  return long.startsWith(`${short} `) || long.startsWith(`${short}-`)
}

/** Kinds of application that are shown on a device, and what only the tools and servers beside such a one are made on. */
const ON_DEVICE: ReadonlySet<Kind> = new Set(['mobile-app', 'desktop-app'])
const BESIDE = new Set(['web-framework', 'cms', 'tui'])

/** What the project itself is made on. A library is its own package: what tools and samples beside it use says nothing of it. */
function ownFrameworks({ frameworks, kinds, workspaces, name }: Shaping): Framework[] {
  const others = frameworks.filter((one) => sameName(one.name) !== sameName(name.value))
  const [kind] = kinds.filter((one) => one !== 'monorepo')
  if (kind !== 'library' && kind !== 'framework') return others
  const own = workspaces.filter((one) => sameName(one.name) === sameName(name.value)).map(({ path }) => path)
  return others.filter(({ cwd }) => cwd === '.' || own.includes(cwd))
}

/** What it is built with, in the order of how much that says: frameworks without their additions, five at most. */
function builtWith(frameworks: readonly Framework[], kinds: readonly Kind[]): Framework[] {
  const [kind] = kinds.filter((one) => one !== 'monorepo')
  const device = kind !== undefined && ON_DEVICE.has(kind) && !kinds.includes('web-app')
  return frameworks
    .filter(({ category }) => !device || !BESIDE.has(category))
    .filter((one) => rowOf(one) >= 0 && !frameworks.some((other) => addsTo(one, other)))
    .toSorted((a, b) => rowOf(a) - rowOf(b))
    .slice(0, MOST)
}

/** Languages that a project is styled, marked up or configured in, rather than written in. */
const NOT_WRITTEN_IN = new Set(
  'CSS,SCSS,Sass,Less,Stylus,PostCSS,HTML,HTML+ERB,HTML+EEX,Markdown,JSON,YAML,TOML,XML,SVG,Dockerfile,Makefile,CMake,Batchfile,Roff,Smarty,Mustache,Handlebars,Jinja,EJS,Pug,Haml,Slim,Twig,Blade,Procfile,Gherkin,Rich Text Format,Game Maker Language,G-code'.split(
    ',',
  ),
)
/** A main language is at least this part of the code proper. */
const LEAST = 1 / 5
const MOST_LANGUAGES = 3

/** Code that a generator wrote and the repository carries: serializers, bindings, clients of an interface. */
const GENERATED =
  /\.(?:g|freezed|gr|mocks|chopper|pb|pbenum|pbjson|pbserver)\.dart$|(?:^|\/)frb_generated[\w.]*\.(?:dart|rs)$|\.(?:gen|generated)\.\w{1,6}$|_pb2(?:_grpc)?\.pyi?$|\.pb(?:\.gw)?\.(?:go|cc|h)$|_pb\.[jt]s$|(?:^|\/)(?:generated|__generated__|l10n|gen)\/[^/]+\.dart$/i

/** Manifests that prove a framework, with the languages that it is then used from. */
const LANGUAGES_OF: readonly (readonly [manifest: RegExp, languages: readonly string[]])[] = [
  [/(?:^|\/)(?:pyproject\.toml|setup\.py|setup\.cfg|Pipfile|requirements[^/]*\.(?:txt|in))$/, ['Python']],
  [/(?:^|\/)package\.json$/, ['TypeScript', 'JavaScript']],
  [/(?:^|\/)Cargo\.toml$/, ['Rust']],
  [/(?:^|\/)go\.mod$/, ['Go']],
  [/(?:^|\/)pubspec\.yaml$/, ['Dart']],
  [/(?:^|\/)Gemfile$|\.gemspec$/, ['Ruby']],
  [/(?:^|\/)composer\.json$/, ['PHP']],
  [/(?:^|\/)mix\.exs$/, ['Elixir']],
  [/\.(?:csproj|props)$/, ['C#']],
  [/\.fsproj$/, ['F#']],
]
/** Even so, less than this part of the code proper is some script beside the project. */
const LEAST_OF_FRAMEWORK = 1 / 20

/** The language that a framework is used from, of those that the project is written in. */
function languageOf({ sources }: Pick<Framework, 'sources'>, proper: readonly Written[]): string | undefined {
  const languages = LANGUAGES_OF.find(([manifest]) => sources.some(({ path }) => manifest.test(path)))?.[1] ?? []
  return proper.find(({ name }) => languages.includes(name))?.name
}

/** Bytes of the project's own code in one language, with the file that holds most of it. */
export interface Written {
  name: string
  bytes: number
  path: string
}

/** What is written in each language, tests, examples, documentation and vendored code aside where there is anything else; largest first. */
export function writtenIn(project: Project, counted: readonly CountedFile[]): Written[] {
  const own = counted.filter(({ path }) => project.role(path) === 'own' && !GENERATED.test(path))
  const found = new Map<string, Written & { largest: number }>()
  for (const { path, bytes, language } of own.length ? own : counted) {
    const known = found.get(language.group) ?? { name: language.group, bytes: 0, path, largest: 0 }
    known.bytes += bytes
    if (bytes > known.largest) Object.assign(known, { path, largest: bytes })
    found.set(language.group, known)
  }
  return [...found.values()].map(({ largest: _, ...one }) => one).toSorted((a, b) => b.bytes - a.bytes)
}

type Shaping = Pick<Facts, 'frameworks' | 'kinds' | 'workspaces' | 'name'>

/**
 * What a reader would say the project is made with: at most three languages that make up a fifth of its own code proper each, or of which a named framework is used, and the
 * frameworks that shape it, most telling first. `languages` counts every byte, so that one compiled stylesheet outweighs an application.
 */
export function stackOf(written: readonly Written[], facts: Shaping): Facts['stack'] {
  const proper = written.filter(({ name }) => !NOT_WRITTEN_IN.has(name))
  const all = proper.reduce((sum, { bytes }) => sum + bytes, 0)
  const frameworks = builtWith(ownFrameworks(facts), facts.kinds)
  // Who reads that it is made with FastAPI wonders where the Python is.
  const theirs = new Set(
    frameworks.filter(({ category }) => category !== 'styling').map((one) => languageOf(one, proper)),
  )
  const least = ({ name }: Written) => all * (theirs.has(name) ? LEAST_OF_FRAMEWORK : LEAST)
  return {
    languages: proper
      .filter((one) => one.bytes >= least(one))
      .slice(0, MOST_LANGUAGES)
      .map(({ name, bytes, path }) => ({ name, bytes, sources: [{ path }] })),
    frameworks: frameworks.map(({ name, sources }) => ({ name, sources })),
  }
}
