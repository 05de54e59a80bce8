import type { Facts, Kind } from '../../analysis/facts'

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
  ['desktop', null],
  ['game', null],
  ['blockchain', null],
  [
    'mobile',
    new Set(
      'React Native,Expo,Flutter,Ionic,Capacitor,Cordova,NativeScript,Jetpack Compose,SwiftUI,Kotlin Multiplatform'.split(
        ',',
      ),
    ),
  ],
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

/** What it is built with, in the order of how much that says: frameworks without their additions, five at most. */
export function builtWith(frameworks: readonly Framework[], kinds: readonly Kind[]): Framework[] {
  const [kind] = kinds.filter((one) => one !== 'monorepo')
  const device = kind !== undefined && ON_DEVICE.has(kind) && !kinds.includes('web-app')
  return frameworks
    .filter(({ category }) => !device || !BESIDE.has(category))
    .filter((one) => rowOf(one) >= 0 && !frameworks.some((other) => addsTo(one, other)))
    .toSorted((a, b) => rowOf(a) - rowOf(b))
    .slice(0, MOST)
}
