import type { Snapshot } from '../source/files'
import type { Facts } from './facts'
import { baseOf, folderOf, type Project } from './project'
import { type Block, markdownBlocks } from './prose'
import { lineBlocks } from './prose-lines'
import { categoryOf } from './section-categories'
import { isProse } from './sentences'

/** The README that a person wrote, read once. */
export interface Readme {
  path: string
  blocks: Block[]
  /** The document's own title: its first heading, when it stands before any other text. */
  title: Block | null
}

const NAME = /^readme(?:\.(md|markdown|mdown|mkdn?|mdx|rst|adoc|asciidoc|asc|org|txt|text|rdoc))?$/i
/** Where hosts look, and the formats that say most, best first. */
const FOLDERS = ['.', '.github', 'docs']
const FORMATS = [
  'md',
  'markdown',
  'mdown',
  'mkd',
  'mkdn',
  'mdx',
  'rst',
  'adoc',
  'asciidoc',
  'asc',
  'org',
  'rdoc',
  'txt',
  'text',
  '',
]
/** A package's own README is read for its first sentence only. */
const MEMBER_BYTES = 8_192

/** First pages of a documentation, where generators look for them. */
const DOCUMENTATION =
  /^(?:docs?|documentation|guides|website\/docs)\/(?:(?:src|source|docs|mkdocs|content|en|introduction|getting-started)\/){0,2}(?:index|introduction|intro|overview)\.(?:mdx?|rst|adoc)$/i
/** Pages that are read: more are not about the project as a whole. */
const MOST_PAGES = 3

/** Bytes of `path` that reading READMEs needs: all of the project's, the beginning of a package's. */
export const wantsForReadme = (path: string): number =>
  NAME.test(baseOf(path))
    ? FOLDERS.includes(folderOf(path).toLowerCase())
      ? Number.POSITIVE_INFINITY
      : MEMBER_BYTES
    : DOCUMENTATION.test(path)
      ? MEMBER_BYTES
      : 0

const formatOf = (path: string) =>
  baseOf(path)
    .match(/\.(\w+)$/)?.[1]
    ?.toLowerCase() ?? ''

/** Path of the README of `folder`, case-insensitive; `null` without one. Empty files count as none. */
export function readmeIn(project: Project, folder: string): string | null {
  const found = project
    .named(NAME)
    .filter((path) => folderOf(path).toLowerCase() === folder.toLowerCase() && project.text(path)?.trim())
    .sort((a, b) => FORMATS.indexOf(formatOf(a)) - FORMATS.indexOf(formatOf(b)))
  return found[0] ?? null
}

/** A title is of the first level, or of the second where no other heading is. */
const isAlone = (blocks: readonly Block[], { level }: Block): boolean =>
  level === 1 || (level === 2 && blocks.filter((block) => block.kind === 'heading' && block.level <= 2).length === 1)

/** The README at `path`, as blocks of plain text. */
export function openReadme(project: Project, path: string): Readme {
  const text = project.text(path) ?? ''
  const format = formatOf(path)
  const blocks = /^(?:md|markdown|mdown|mkdn?|mdx|)$/.test(format)
    ? markdownBlocks(text)
    : lineBlocks(text, format === 'rst' ? 'rst' : format === 'org' ? 'org' : format.startsWith('a') ? 'adoc' : 'text')
  const first = blocks.findIndex((block) => block.kind === 'heading' && block.linked < 0.9 && block.text.length < 120)
  const before = blocks.slice(0, Math.max(0, first)).filter((block) => block.kind === 'paragraph' && block.linked < 0.5)
  const heading = blocks[first]
  const title = heading && before.length === 0 && !isProse(heading) && isAlone(blocks, heading) ? heading : null
  return { path, blocks, title }
}

/** The project's README: at the root, else in `.github` or `docs`; `null` when nobody has written one. */
export function projectReadme(project: Project): Readme | null {
  for (const folder of FOLDERS) {
    const path = readmeIn(project, folder)
    if (path) return openReadme(project, path)
  }
  return null
}

/** First pages of the documentation, shallowest first: a last resort for what the project is. */
export const documentationPages = (project: Project): Readme[] =>
  project
    .ending(/^\.(?:mdx?|rst|adoc)$/i)
    .filter((path) => DOCUMENTATION.test(path) && project.text(path)?.trim())
    .slice(0, MOST_PAGES)
    .map((path) => openReadme(project, path))

/** GitHub shows no more of a README. */
const MOST_BYTES = 512_000

/** A README byte for byte, so that it can be kept so; `null` where it is no UTF-8, was not read whole, or is too large. */
export function rawText({ files }: Snapshot, path: string): string | null {
  const file = files.get(path)
  if (!file?.content || file.mode === 'symlink' || file.bytes > MOST_BYTES || file.content.length < file.bytes)
    return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.content)
  } catch {
    return null
  }
}

/** The sections of a README that people see: headings down to the third level, without the title, each with what it is about. */
export function readmeSections(readme: Readme): Pick<NonNullable<Facts['existing_readme']>, 'path' | 'sections'> {
  const sections = readme.blocks
    .filter((block) => block.kind === 'heading' && block.level <= 3 && block !== readme.title)
    .map(({ text, line }) => ({ heading: text, category: categoryOf(text), line }))
  return { path: readme.path, sections }
}
