import type { Detector } from './detector'
import type { CommandGroup } from './facts'

/** What the verbs of a tool do, and the file that must stand where it is called. */
export interface ToolVerbs {
  /** Names under which it is typed. */
  tools: readonly string[]
  manifest: RegExp
  /** By the first words behind the tool, the longest first. */
  verbs: readonly (readonly [verb: string, group: CommandGroup])[]
}

/** A detector that reads the manifests of one ecosystem, with what the rest of the analysis must know of it. */
export interface Ecosystem extends Detector {
  /** Linguist's languages that each of its package URL types packages: `hex` packages Elixir, Erlang and Gleam. */
  packages: Readonly<Record<string, readonly string[]>>
  /** Its command line tools, as documents and CI call them. */
  tools: readonly ToolVerbs[]
}
