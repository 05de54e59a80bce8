import { readmeIn } from '../../existing-readme'
import { isNamesake } from '../../names'
import { baseOf, type Project } from '../../project'
import { callOf, type Ranked } from './calls'
import { fencesOf } from './fences'
import type { Example, Snippet } from './snippet'
import type { Subject, Whereabouts } from './whereabouts'

/** Pages that begin with how the project is used. */
const PAGE =
  /^(?:usage|guide|user[-_]?guide|tutorial)\.(?:md|rst|adoc)$|^(?:docs?|documentation|guides?|website\/docs|site\/docs|docs?\/(?:src|source|content|en|guide|guides|user-guide|introduction|getting-started|tutorial|start)(?:\/(?:docs|en|guide|getting-started|introduction|start))?)\/(?:quick-?_?start|getting[-_]?started|usage|tutorial|first[-_]?steps|examples?|introduction|intro|basics?|guide)\.(?:mdx?|rst|adoc)$/i
/** Bytes of such a page that are read. */
const MOST_BYTES = 24_576
const MOST_PAGES = 3

export const wantsForPage = (path: string): number => (PAGE.test(path) ? MOST_BYTES : 0)

const PLACES = ['.', '.github', 'docs']

export interface Page {
  from: Example['from']
  path: string
  fences: Snippet[]
}

const opened = (project: Project, path: string, from: Page['from']): Page => ({
  from,
  path,
  fences: fencesOf(path, project.text(path) ?? ''),
})

/** The README and the first pages of the documentation, with the code that they show. */
export function pagesOf(project: Project, { packages, repository }: Pick<Subject, 'packages' | 'repository'>): Page[] {
  const readme = PLACES.map((folder) => readmeIn(project, folder)).find((path) => path !== null)
  const members = packages
    .filter(({ directory, name }) => directory !== '.' && name && isNamesake(name.value, repository.name))
    .flatMap(({ directory }) => readmeIn(project, directory) ?? [])
    .slice(0, 1)
  const pages = project
    .ending(/^\.(?:mdx?|rst|adoc)$/i)
    .filter((path) => PAGE.test(path) && project.text(path))
    .toSorted((a, b) => Number(/intro|guide/i.test(baseOf(a))) - Number(/intro|guide/i.test(baseOf(b))))
    .slice(0, MOST_PAGES)
  return [
    ...[...(readme ? [readme] : []), ...members].map((path) => opened(project, path, 'readme')),
    ...pages.map((path) => opened(project, path, 'documentation')),
  ]
}

/** Snippets of one page that are looked at. */
const MOST_SNIPPETS = 80

/** Code of these pages that calls the project. */
export const shownCalls = (pages: readonly Page[], subject: Subject, where: Whereabouts): Ranked[] =>
  pages.flatMap(({ from, fences }) =>
    fences.slice(0, MOST_SNIPPETS).flatMap((snippet, first) => callOf(snippet, { from, first }, subject, where) ?? []),
  )
