import type { Asking } from './detector'
import { openReadme, readmeIn } from './existing-readme'
import type { Source } from './facts'
import { baseOf, type Project } from './project'
import { firstSentence, isNotice, isProse, saysWhatFolderIs } from './sentences'

/** Bytes of a module's main file that its doc comment stands in. */
const HEAD = 2_048
/** Files in which a language documents a folder, and how the comment is cut out of the file's head. */
const MODULES: readonly { file: RegExp; comment: (text: string) => string | undefined }[] = [
  {
    file: /^__init__\.py$/,
    comment: (text) =>
      text.match(/^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[rR]?(?:"""|''')\s*([\s\S]*?)(?:"""|'''|\n\s*\n)/)?.[1],
  },
  {
    file: /^(?:doc|[a-z][a-z0-9_]*)\.go$/,
    comment: (text) =>
      text.match(/(?:^|\n)\/\/ Package \w+ ((?:[^\n]*)(?:\n\/\/ [^\n]+)*)\n/)?.[1]?.replace(/\n\/\/ /g, ' '),
  },
  {
    file: /^(?:lib|mod)\.rs$/,
    comment: (text) =>
      text
        .match(/^(?:[ \t]*(?:\/\/[^!\n][^\n]*|#!\[[^\n]*)?\n)*((?:\/\/! ?[^\n]*\n)+)/)?.[1]
        ?.split(/^\/\/!\s*$/m)
        .map((part) => part.replace(/^\/\/! ?/gm, '').trim())
        .find((part) => part && !/^[#[!]/.test(part)),
  },
  {
    file: /^package-info\.java$/,
    comment: (text) =>
      text
        .match(/\/\*\*([\s\S]*?)\*\//)?.[1]
        ?.replace(/^\s*\* ?/gm, '')
        .split(/\n\s*(?:\n|@)/)[0],
  },
]

const NAMES = new Set(['__init__.py', 'doc.go', 'lib.rs', 'mod.rs', 'package-info.java'])
/** Smaller files hold no sentence. */
const LEAST = 20
/** Folders deep that one is described. */
const DEPTH = 8

/** The doc comments of folders among those that ask for files. */
export const docCommentReading: Asking = {
  extensions: ['py', 'go', 'rs', 'java'],
  wants: (path, bytes) => (bytes > LEAST && NAMES.has(baseOf(path)) && path.split('/').length <= DEPTH + 1 ? HEAD : 0),
}

const tidy = (text: string) =>
  firstSentence(
    text
      .replace(/\{@\w+\s+([^}]*)\}/g, '$1')
      .replace(/<[^<>]*>/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[`*_]{1,2}([^`*_]+)[`*_]{1,2}/g, '$1')
      .replace(/\[`?([\w:]+)`?\]/g, '$1'),
  )

/** 1-based line on which the words of a comment begin; the comment may have been put together from several lines. */
const lineOf = (text: string, comment: string): number =>
  text.slice(0, text.indexOf(comment.trim().split(/[ ]*\n/, 1)[0] ?? '')).split('\n').length

/** Begins with a capital (Go's "Package ui provides" loses its subject) and ends without a full stop, as entries of a list do. */
const sentenceCase = (text: string) =>
  text.replace(/\.$/, '').replace(/^[a-z](?=[a-z]* )/, (first) => first.toUpperCase())

/** What a folder says of itself: the doc comment of its main file, or its README's first sentence; `null` when it says nothing. */
export function describeFolder(project: Project, folder: string): { text: string; source: Source } | null {
  const files = project.inFolder(folder)
  for (const { file, comment } of MODULES) {
    for (const path of files.filter((one) => file.test(baseOf(one)))) {
      const head = project.text(path)?.slice(0, HEAD) ?? ''
      const found = comment(head)
      const text = found && tidy(found)
      if (
        text &&
        text.length > 12 &&
        text.length < 160 &&
        !isNotice(text) &&
        !/^(?:is |licensed|this file|auto-?generated|noqa|pylint)/i.test(text)
      )
        return { text: sentenceCase(text), source: { path, line: lineOf(head, found) } }
    }
  }
  const readme = readmeIn(project, folder)
  const first = readme ? openReadme(project, readme).blocks.find(isProse) : undefined
  const block = first && saysWhatFolderIs(first.text) ? first : undefined
  const text = block && firstSentence(block.text)
  return readme && block && text && text.length < 160
    ? { text: sentenceCase(text), source: { path: readme, line: block.line } }
    : null
}
