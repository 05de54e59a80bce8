import type { Source } from '../../analysis/facts'
import type { Block, Line } from '../blocks'
import { joined, prose } from '../escape'

/** One statement in plain text, names in backticks, and what it rests on. */
export interface Statement {
  text: string
  sources: Source[]
  /** Is it part of a sentence, "Written in Rust.", that needs a subject to stand? */
  isPart?: true
}

/** A passage of the README that may be worded anew. */
export interface Passage {
  /** `what`, `why`, `usage`, or `module:` and a path. */
  id: string
  /** What it has to tell, for whoever words it. */
  task: string
  /** What stands there otherwise, paragraph by paragraph; none where nothing does. */
  said: Statement[]
  /** Is the first of these a line by itself, which only a first sentence that tells all of it may replace? */
  hasLead: boolean
  /** What may be said beside it. Nothing else may. */
  statements: Statement[]
  /** Sentences and characters at most. */
  most: { sentences: number; characters: number }
  /** Names of what it is about. */
  names: string[]
}

/** The passage that says what a file or folder is. */
export const moduleId = (path: string): string => `module:${path}`

/** A passage that was worded anew: its sentences, and the paragraphs of ours that they do not tell, by index. */
export interface Worded {
  sentences: Statement[]
  left: number[]
}

/** Passages by id; what is not there stands as it is. */
export type Wording = ReadonlyMap<string, Worded>
export const PLAIN: Wording = new Map()

/** The sentences of a passage as one line. */
export function wordedLine({ sentences }: Worded): Line {
  return {
    text: joined(
      sentences.map(({ text }) => prose(text)),
      ' ',
    ),
    sources: sentences.flatMap(({ sources }) => sources),
    by: 'model',
  }
}

/** The passage as paragraphs; none where nobody worded it. */
export const wordedBlocks = (worded: Worded | undefined): Block[] =>
  worded?.sentences.length ? [[wordedLine(worded)]] : []
