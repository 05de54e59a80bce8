import { mayRead } from './environment-reads'
import { baseOf, byFolder } from './paths'

/** Names of files in which programs read their settings: by a word of theirs, by all, or by the beginning. */
const SETTINGS = new RegExp(
  [
    '(?:^|[._-])(?:settings?|config(?:uration)?s?|conf|env(?:ironment)?s?|constants?|secrets?|options|opts|args|flags|runtime|vite-env|vars)[._-]',
    '^(?:main|__main__|__init__|index|app|server|api|cli|cmd|root|program|startup|manage|wsgi|asgi|database|db|auth|mail(?:er)?|logging|logger|log|storage|cache|redis|queue|client|http|next|nuxt|vite|astro|prisma|drizzle|data-source|mod|lib|setup|celery|worker)(?:\\.d)?\\.\\w+$',
    '^(?:application|bootstrap)\\b',
  ].join('|'),
  'i',
)
const SETTINGS_FOLDER = /(?:^|\/)(?:config|settings|conf|env)\//i
/** Bytes that a settings file, and any other source file, may have to be read. */
const SETTINGS_BYTES = 131_072
const SOURCE_BYTES = 16_384
/**
 * Languages whose programs read variables anywhere, and how many folders deep; Java's, C's and C#'s read them in settings files if at all.
 * The deeper ones are also asked for what they export and import.
 */
const ANYWHERE = [
  { files: /\.(?:[cm]?[jt]sx?|vue|svelte|py)$/, depth: 6 },
  { files: /\.(?:go|rs|rb|php|exs?|erl|clj)$/, depth: 5 },
]
/** Folders that a settings file of a language of C's family may lie deep: below, it is a module's of the program. */
const C_DEPTH = 2
const C_FAMILY = /\.(?:c|cc|cpp|cxx|h|hpp|m|mm)$/
/** Scripts of the maintainers and the editor's environment: nobody configures the project with what they read. */
const ASIDE =
  /(?:^|\/)(?:\.github|\.circleci|scripts?|tools?|tooling|hack|ci|build|\.storybook|packaging|release|devtools|contrib|extras?|migrations?|\.mvn|\.husky|[\w-]*test[-_]?(?:support|utils?|helpers?|harness|kit|common))\//i
const ASIDE_FILE = /(?:^|\/)(?:tests?|testing)\.\w+$/i
/** What only builds, tests or serves a developer's pages: its environment is the maintainer's and CI's. */
const BUILDS =
  /(?:^|\/)(?:build\.rs|setup\.py|noxfile\.py|fabfile\.py|mix\.exs|conftest\.py|gulpfile(?:\.\w+)?\.[cm]?[jt]s|Gruntfile\.[jt]s|vite\.config\.[cm]?[jt]s|(?:vitest|jest|playwright|cypress|karma|wdio|testcafe|protractor|stryker|rollup|tsup|tsdown|esbuild|babel|eslint|commitlint|release|semantic-release|electron-builder|forge)[\w.-]*\.(?:config|conf|setup|workspace|preset)\.[cm]?[jt]s|setupTests\.[jt]sx?)$|(?:^|\/)(?:buildSrc|build-logic[^/]*)\//
const placeOf = byFolder((folder) => ({
  depth: folder.split('/').length - 1,
  settings: SETTINGS_FOLDER.test(folder),
  aside: ASIDE.test(folder),
}))

/**
 * Is this a source file in which the project would read its settings, by its name or because it is short?
 * Laravel's `config/*.php` wraps every setting of the framework: its `.env.example` is the list that people fill in.
 */
export function isRead(path: string, bytes: number): boolean {
  // Asked for every file of the archive, so what costs least and refuses most comes first.
  if (bytes > SETTINGS_BYTES || !mayRead(path)) return false
  const place = placeOf(path)
  if (place.aside || (place.depth > C_DEPTH && C_FAMILY.test(path))) return false
  const short = bytes <= SOURCE_BYTES && ANYWHERE.some(({ files, depth }) => place.depth <= depth && files.test(path))
  if (!short && !place.settings && !SETTINGS.test(baseOf(path))) return false
  return !ASIDE_FILE.test(path) && !BUILDS.test(path)
}

/** Scripts that the users of a program in another language take into their shells. */
const SOURCED =
  /^(?:[\w.-]+|(?:shells?|plugins?|completions?|autoload|functions|conf\.d|etc|contrib\/shell)\/(?:[\w.-]+\/)?[\w.-]+)\.(?:sh|bash|zsh|fish)$/
export const SHELL_EXTENSIONS = ['sh', 'bash', 'zsh', 'fish']
export const isSourced = (path: string): boolean => SOURCED.test(path) && !ASIDE.test(path)
