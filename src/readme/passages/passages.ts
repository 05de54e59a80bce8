import type { Facts } from '../../analysis/facts'
import type { Quotes } from '../../analysis/quotes'
import { sentencesOf } from '../../analysis/sentences'
import type { Context } from '../context'
import { capital, type Markdown } from '../escape'
import { SECTIONS } from '../sections'
import { paragraphsAbout, whereItIsBuilt } from '../sections/about'
import { drawnEntries } from '../sections/layout'
import type { SectionId } from '../vocabulary'
import { isTypeOnly, mainExports } from '../wording/exports'
import { named } from '../wording/kinds'
import { platformsOf } from '../wording/platforms'
import { moduleId, type Passage, type Statement } from './passage'
import { commented, distinctStatements, leftBehind, saidOf, sentencesIn, withoutName } from './statements'

/** Statements of one passage, and exports among them. */
const MOST_STATEMENTS = 24
const MOST_CALLED = 12
/** Sentences of the existing README among them. */
const MOST_LEFT = 10
/** Files and folders that are described anew. */
const MOST_MODULES = 10
/** Characters beside a path; as `inBrief` has them. */
const BESIDE = 60

/** Markdown of ours as plain text: what was escaped is no more. */
const plain = (markdown: Markdown): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&#64;', '@')

type Export = Facts['surface']['exports'][number]

const andList = (names: readonly string[]) => names.join(', ').replace(/, ([^,]*)$/, ' and $1')

const part = (text: string, sources: Statement['sources']): Statement => ({ text, sources, isPart: true })

/** What is known of the whole project, a statement a fact. */
function structured(facts: Facts): Statement[] {
  const { stack } = facts
  const kind = named(facts)
  const kindSources = kind?.sources.length ? kind.sources : whereItIsBuilt(facts)
  const list = (before: string, all: readonly { name: string; sources: Statement['sources'] }[]): Statement[] =>
    all.length
      ? [
          part(
            `${before} ${andList(all.map(({ name }) => name))}.`,
            all.flatMap(({ sources }) => sources),
          ),
        ]
      : []
  return [
    ...(kind ? [part(`${capital(kind.words)}.`, kindSources)] : []),
    ...list('Written in', stack.languages),
    ...list('Built with', stack.frameworks),
    ...list('Built for', platformsOf(facts)),
  ]
}

/** What an export does: as the facts have it, else the first sentence of the comment on it. */
function documented({ name, description, sources }: Export, { documented: all = [] }: Quotes): Statement[] {
  if (description !== undefined) return [saidOf(name, description, sources)]
  const [source] = sources
  const comment = all.find(({ path, of }) => path === source?.path && of === source.line)
  const [first] = comment ? sentencesIn(comment, [name]) : []
  return first ? [saidOf(name, withoutName(first.text, name), first.sources)] : []
}

/** Files whose own comments speak of the project: what its description was taken from, and where it starts, unless that is a package's. */
function ownFiles({ description, entry_points, workspaces, repository }: Facts): (path: string) => boolean {
  const isPackage = (path: string) => workspaces.some((one) => path.startsWith(`${one.path}/`))
  const here = repository.subdirectory === undefined ? '' : `${repository.subdirectory}/`
  const named = ['doc.go', 'src/lib.rs', 'src/main.rs'].map((file) => here + file)
  const places = new Set([...(description?.sources ?? []), ...entry_points].map(({ path }) => path).concat(named))
  return (path) => places.has(path) && !isPackage(path)
}

/** A passage, unless there is nothing to say in it. */
const passage = (given: Passage): Passage[] => {
  const statements = distinctStatements(given.statements).slice(0, MOST_STATEMENTS)
  return statements.length ? [{ ...given, statements }] : []
}

interface Told {
  quotes: Quotes
  /** What the existing README tells that is not carried. */
  left: ReturnType<typeof leftBehind>
  names: string[]
}
const HOW = 'how'

function introduction(context: Context, { quotes, left, names }: Told): Passage[] {
  const { facts } = context
  const said = paragraphsAbout(context).map(({ text, sources }) => ({ text: plain(text), sources }))
  const own = said.flatMap(({ text, sources }) => sentencesOf(text).map((sentence) => ({ text: sentence, sources })))
  const rest = left.filter(({ category }) => category !== HOW).slice(0, MOST_LEFT)
  const comments = [...commented(quotes, names, ownFiles(facts)), ...rest.map(({ statement }) => statement)]
  const what = { sentences: 4, characters: 600 }
  const why = { sentences: 3, characters: 450 }
  return [
    ...passage({
      ...{
        id: 'what',
        task: 'What the project is and does, in its first sentence; then what it offers.',
        names,
        most: what,
      },
      ...{ said, hasLead: facts.description !== null, statements: [...own, ...structured(facts), ...comments] },
    }),
    ...passage({
      ...{
        id: 'why',
        task: 'What it is for and how it goes about it: what a reader must know before using it.',
        names,
        most: why,
      },
      ...{ said: [], hasLead: false, statements: comments },
    }),
  ]
}

/** What is called, as its authors describe it: the section itself gives names and examples. Commands and inputs have tables. */
function usage({ facts, family }: Context, { quotes, left, names }: Told): Passage[] {
  const isCalled = family === 'library' || facts.kinds.includes('library')
  const called = (isCalled ? mainExports(facts) : [])
    .filter((one) => one.name !== 'default' && !isTypeOnly(one))
    .flatMap((one) => documented(one, quotes))
  const shown = left.filter(({ category }) => category === HOW).slice(0, MOST_LEFT)
  return passage({
    ...{
      id: 'usage',
      task: 'What to call for what, before the examples that follow.',
      names,
      said: [],
      hasLead: false,
    },
    ...{
      statements: [...called.slice(0, MOST_CALLED), ...shown.map(({ statement }) => statement)],
      most: { sentences: 3, characters: 400 },
    },
  })
}

/** Files and folders of the tree about which more is known than fits beside them. */
function modules(context: Context, quotes: Quotes): Passage[] {
  const known = drawnEntries(context).flatMap(({ entry, text }): Passage[] => {
    const { path, description, sources } = entry
    const places = new Set(sources.map((source) => source.path))
    const name = path.slice(path.lastIndexOf('/') + 1)
    const comments = commented(quotes, [name], (place) => places.has(place))
    if (description === undefined || (description.length <= BESIDE && !comments.length)) return []
    const said = text === '' ? [] : [{ text: `${text}.`, sources }]
    const whole = { text: `${description.replace(/[.…]$/, '')}.`, sources }
    return passage({
      ...{
        id: moduleId(path),
        task: `What ${path} is, in a phrase of at most ${BESIDE} characters.`,
        said,
        hasLead: false,
      },
      ...{ statements: [...said, whole, ...comments], most: { sentences: 1, characters: BESIDE }, names: [name] },
    })
  })
  return known.slice(0, MOST_MODULES)
}

/**
 * The passages that may be worded anew, with all that may be said in them: statements of facts, of the comments that facts
 * were taken from, and of the existing README where it is too long to be carried. What is carried of it stands as a person
 * wrote it. Sections that are not written have none.
 * @param tooLong lines of the existing README that are not carried for their length
 */
export function passagesOf(
  context: Context,
  quotes: Quotes,
  tooLong: Parameters<typeof leftBehind>[1] = [],
): Passage[] {
  const { options, facts } = context
  const isWritten = (id: SectionId) =>
    options.sections.off?.includes(id) !== true &&
    (options.sections.on === undefined || options.sections.on.includes(id) || id === 'introduction')
  const writes = (id: SectionId) =>
    isWritten(id) && (SECTIONS.find((one) => one.id === id)?.write(context).length ?? 0) > 0
  const names = [...new Set([facts.name.value, facts.repository.name])]
  const told = { quotes, names, left: leftBehind(facts, tooLong) }
  return [
    ...(isWritten('introduction') ? introduction(context, told) : []),
    ...(writes('usage') ? usage(context, told) : []),
    ...(writes('layout') ? modules(context, quotes) : []),
  ]
}
