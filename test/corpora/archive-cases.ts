import type { ArchiveCase } from './archive-case'
import { BOMBS } from './archives/bombs'
import { CROWDS } from './archives/crowds'
import { MEMBERS } from './archives/members'
import { NAMES } from './archives/names'
import { STRANGERS } from './archives/strangers'
import { STRUCTURE } from './archives/structure'

/** Hostile and broken archives by what they attack. */
export const ARCHIVE_CASES: Record<string, ArchiveCase[]> = {
  'The archive as a whole': STRUCTURE,
  Members: MEMBERS,
  Names: NAMES,
  Strangers: STRANGERS,
  Bombs: BOMBS,
  Crowds: CROWDS,
}
