import type { Facts, Source } from '../../analysis/facts'
import { type Block, bullets, type Line, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, joined, md, prose, text } from '../escape'

type Variable = Facts['environment'][number]

/** Variables that get a row; the others are named under the file that reads them. */
const MOST_ROWS = 15
/** A list that is hardly longer is shown whole. */
const WHOLE = 18
/** Files that are named for those, and variables of one. */
const MOST_FILES = 15
const MOST_OF_FILE = 40

/** Files that set variables, and files that only builds and tests read. */
const SETS =
  /(?:^|\/)(?:\.env[\w.-]*|[\w.-]*\.env(?:\.[\w-]+)?|(?:docker-)?compose[\w.-]*\.ya?ml|Dockerfile[\w.-]*|[\w.-]*ockerfile|[\w.-]+\.d\.ts)$/
const NOT_AT_RUN_TIME =
  /(?:^|\/)(?:tests?|__tests__|spec|e2e|fixtures|testutil|features|benchmarks?|scripts?|tools|\.[\w-]+)\/|(?:^|\/)[\w.-]*(?:\.config|[._-]test|[._-]spec|_test)\.\w+$|(?:^|\/)(?:build\.rs|setup\.py|gulpfile\.\w+|conftest\.py)$/

/** Where it is read, rather than where an example sets it. */
const readIn = ({ sources }: Variable): Source | undefined =>
  sources.find(({ path }) => !SETS.test(path) && !NOT_AT_RUN_TIME.test(path)) ??
  sources.find(({ path }) => !SETS.test(path)) ??
  sources[0]

/** How soon a reader wants to hear of it: what must be set, what is read at run time and explained, what only a build reads. */
function rank(variable: Variable): number {
  const path = readIn(variable)?.path ?? ''
  if (NOT_AT_RUN_TIME.test(path)) return 4
  if (variable.required) return 0
  if (SETS.test(path)) return 3
  return variable.description || variable.default !== undefined || variable.example !== undefined ? 1 : 2
}

function row(context: Context, variable: Variable) {
  const { name, description, required, default: value, example, sources } = variable
  const place = readIn(variable)
  return {
    cells: [
      code(name),
      // One word is the heading of a group in an example file rather than a purpose.
      prose(description && /\s/.test(description.trim()) ? description : ''),
      required ? text('required') : code(value ?? ''),
      example === value ? text('') : code(example ?? ''),
      ...(place ? [fileLink(context, place.path)] : []),
    ],
    sources: place ? [place, ...sources] : sources,
  }
}

/** Variables named under the file where each is found. */
function named(context: Context, variables: readonly Variable[]): Block[] {
  const files = new Map<string, Variable[]>()
  for (const one of variables) {
    const path = readIn(one)?.path
    if (path !== undefined) files.set(path, [...(files.get(path) ?? []), one])
  }
  const items = [...files].slice(0, MOST_FILES).map(([path, all]): Line => {
    const shown = all.slice(0, MOST_OF_FILE).map(({ name }) => code(name))
    const more = all.length > shown.length ? [text(`${all.length - shown.length} more`)] : []
    return {
      text: md`${fileLink(context, path)}: ${joined([...shown, ...more], ', ')}`,
      sources: all.flatMap(({ sources }) => sources.slice(0, 1)),
    }
  })
  return items.length
    ? [
        paragraph(
          md`Further variables, by the file that holds them:`,
          items.flatMap(({ sources }) => sources.slice(0, 1)),
        ),
        bullets(items),
      ]
    : []
}

/** Environment variables: what each is for, its default, and where it is read or set. */
export function configuration(context: Context): Block[] {
  const all = context.facts.environment.toSorted((a, b) => rank(a) - rank(b))
  if (!all.length) return []
  const shown = all.length <= WHOLE ? all : all.slice(0, MOST_ROWS)
  return [
    paragraph(
      md`It is configured by environment variables:`,
      shown.flatMap(({ sources }) => sources.slice(0, 1)),
    ),
    ...table(
      [md`Variable`, md`Purpose`, md`Default`, md`Example`, md`Found in`],
      shown.map((one) => row(context, one)),
    ),
    ...named(context, all.slice(shown.length)),
  ]
}
