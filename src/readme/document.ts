import type { Block } from './blocks'
import type { SectionId } from './vocabulary'

/**
 * A stretch of the document with its heading: what is generated stands in a managed region named `id`; with `id` null they
 * are somebody's own words, which stand in none.
 */
export interface Part {
  id: SectionId | `template-${number}` | null
  blocks: Block[]
}
