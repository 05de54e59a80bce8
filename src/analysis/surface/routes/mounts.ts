import { joinPath } from './route'

/** Places that one router is told to be reached at. */
const MOST_PREFIXES = 3
/** Routers in one another. */
const DEEPEST = 5

/** Which router is reached through which, and by what prefix. A router is a string that its file and name make. */
export interface Mounts {
  /** Answers at `prefix` by itself. */
  root(router: string, prefix?: string): void
  /** Is reached through another; `null` for a prefix that cannot be told. */
  mount(parent: string, router: string, prefix: string | null): void
  isMounted(router: string): boolean
  /** Prefixes under which a router is reached for certain; none when it cannot be told. */
  prefixes(router: string): string[]
}

export function mountsOf(exact = false): Mounts {
  const roots = new Map<string, string>()
  const parents = new Map<string, { parent: string; prefix: string | null }[]>()
  function prefixes(router: string, depth: number): string[] {
    const own = roots.get(router)
    const found = new Set(own === undefined ? [] : [own])
    if (depth < DEEPEST)
      for (const { parent, prefix } of parents.get(router) ?? [])
        if (prefix !== null) for (const before of prefixes(parent, depth + 1)) found.add(joined(before, prefix))
    return [...found].slice(0, MOST_PREFIXES)
  }
  const joined = (before: string, prefix: string) => (prefix === '' ? before : joinPath(before, prefix, exact))
  return {
    root: (router, prefix = '') => roots.set(router, prefix),
    mount(parent, router, prefix) {
      const known = parents.get(router) ?? []
      if (parent !== router && known.length < MOST_PREFIXES) parents.set(router, [...known, { parent, prefix }])
    },
    isMounted: (router) => parents.has(router),
    prefixes: (router) => prefixes(router, 0),
  }
}
