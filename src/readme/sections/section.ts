import type { Block } from '../blocks'
import type { Context } from '../context'
import type { Family } from '../presets'
import type { SectionId } from '../vocabulary'

/** One section: its heading, and a pure function of facts that gives its blocks. A section without blocks is not written. */
export interface Section {
  /** Stable: names the section in options and in managed regions. */
  id: SectionId
  heading: string
  /** Place in the README for each family of projects, smallest first; a single number where all agree. */
  place: number | Record<Family, number>
  write(context: Context): Block[]
}
