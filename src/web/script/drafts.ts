/** What somebody has typed, and when. */
export interface Draft {
  text: string
  /** Milliseconds since the epoch. */
  at: number
}

/** Drafts that are kept; older ones go. */
const MOST = 20
const PREFIX = 'draft '

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && 'at' in value

function read(key: string): Draft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isDraft(value) ? value : null
  } catch {
    return null
  }
}

/** The draft of a README, if this browser has one. */
export const draftOf = (readme: string): Draft | null => read(PREFIX + readme)

export const forgetDraft = (readme: string): void => localStorage.removeItem(PREFIX + readme)

/** Keeps a draft in this browser. @returns whether it could: a browser may allow no storage, or have none left */
export function keepDraft(readme: string, text: string): boolean {
  try {
    localStorage.setItem(PREFIX + readme, JSON.stringify({ text, at: Date.now() } satisfies Draft))
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
    const oldest = keys.toSorted((a, b) => (read(a)?.at ?? 0) - (read(b)?.at ?? 0)).slice(0, -MOST)
    for (const key of oldest) localStorage.removeItem(key)
    return true
  } catch {
    return false
  }
}
