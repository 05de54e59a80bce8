/** A requirement as PEP 508 writes it, without its marker. */
export interface Requirement {
  /** As written; PyPI compares names in normalised form. */
  name: string
  extras: string[]
  /** Specifier as written (`>=2,<3`), `undefined` when any version will do or a URL is given. */
  version?: string
}

/** Normalised name, PEP 503: `Foo_Bar` and `foo-bar` are one project. */
export const normalised = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')

/**
 * Reads one requirement: `name[extra] >=1,<2 ; marker`, `name @ url`, `name (>=1)`.
 * `null` for anything else: a path, a bare URL, an option.
 */
export function parseRequirement(line: string): Requirement | null {
  const text = line.trim().slice(0, 400)
  const head = text.match(/^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/)
  if (!head) return null
  const [, name, extras, rest] = head as [string, string, string | undefined, string]
  const known = {
    name,
    extras: (extras ?? '')
      .split(',')
      .map((extra) => extra.trim())
      .filter(Boolean),
  }
  if (rest === '' || rest.startsWith(';')) return known
  if (rest.startsWith('@')) return known
  const specifier = (rest.split(';')[0] ?? '')
    .replace(/\s--hash.*$/, '')
    .replace(/[()\\]/g, '')
    .trim()
  if (!/^(?:[<>=!~]=?|===)\s*[\w*]/.test(specifier)) return null
  return { ...known, version: specifier.replace(/\s+/g, '') }
}
