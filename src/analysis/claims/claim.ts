import type { Facts, Source } from '../facts'
import type { Project } from '../project'
import type { CLAIM_KINDS } from '../vocabulary'
import type { Reading } from './reading'

export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** What is so instead of what a README says, in one sentence, and the places that show it. */
export interface Contradiction {
  message: string
  sources: Source[]
}
/** A claim that was held against the repository. What cannot be judged for certain is none. */
export interface Judged {
  kind: ClaimKind
  /** 1-based line of the README. */
  line: number
  claim: string
  verdict: 'holds' | Contradiction
}

/** A command that a README shows its reader to type in this repository. */
export interface Typed {
  words: string[]
  /** As written. */
  text: string
  line: number
  /** Folder that the lines before it led to; `.` is the root. */
  cwd: string
  /** Is it certainly typed in a clone of this repository, not in a project of the reader's? */
  inClone: boolean
}

/** What claims are judged by. */
export interface Ground {
  project: Project
  facts: Facts
  /** Path of the README, and its folder: links begin there. */
  path: string
  folder: string
  /** Its text, line ends as they are. */
  readme: string
  /** Its lines, without their ends. */
  lines: readonly string[]
  reading: Reading
  /** Commands that it shows, in order. */
  typed: readonly Typed[]
  /** May something stand in the repository that the tree does not show? Then nothing is missing for certain. */
  whole: boolean
}

/** One kind of claim: finds all of it in a README and judges each. */
export type Check = (ground: Ground) => Judged[]

/** A verdict on one command; `null` where there can be none. */
export type Verdict = 'holds' | Contradiction | null
/** Judges one kind of command. */
export type CommandCheck = (ground: Ground, typed: Typed) => Verdict
