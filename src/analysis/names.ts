import type { Package } from './detector'

/** Names that a scaffold or a workspace gives, and nobody calls the project by. */
const NOBODYS =
  /^(?:@[^/]+\/)?(?:(?:my|the|your|new|test|sample|example)?[-_ ]?(?:app|project|package|module|repo|workspaces?|monorepo|root|site|website|web|frontend|front-end|backend|back-end|client|server|api|main|source|src|demo|template|starter|boilerplate|untitled|name|package-name|project-name|unnamed|default|library|lib|service)|(?:vite|react|next|nextjs|vue|nuxt|svelte|angular|astro|expo|electron|node|express)[-_](?:app|project|starter|template)|example\.com\/.*|command-line-arguments)$/i
const AFFIX = /[-_](?:root|monorepo|workspaces?|repo|parent|dev-tools|devtools)$|(?:^|\/)(?:root|monorepo)[-_]/i
/** A first heading that says what the text is, not what the project is called. */
const NO_TITLE =
  /^(?:read ?me|readme\.\w+|what|why|how|overview|introduction|intro|about(?: .*)?|description|getting started|welcome.*|table of contents|contents|installation|usage|quick ?start|documentation|docs|what is .*|project title|title|name|your project.*|home|ansible (?:role|collection|playbooks?)|terraform module|helm charts?|github action)[.!]?$/i
/** Longest title that is still a name. */
const LONGEST_TITLE = 48

/** Letters and digits only, lower case: two spellings of one name are equal under it. */
export const sameName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Does a package go by the project's name, or, where that is written "owner/repository", by the owner's (`vue` of `vuejs/core`)? */
export function isNamesake(name: string, project: string): boolean {
  const said = sameName(name)
  const owner = project.match(/^([\w.-]+)\/[\w.-]+$/)?.[1]
  return (
    said === sameName(project) || (owner !== undefined && said !== '' && said === sameName(owner).replace(/js$/, ''))
  )
}

/** The name that people say: the last part of a module path, coordinates or scope, workspace endings away; `null` for a nobody's. */
export function spokenName(pkg: Pick<Package, 'ecosystem' | 'private'>, full: string): string | null {
  let name = full.trim()
  if (pkg.ecosystem === 'golang')
    name =
      name
        .replace(/\/v\d+$/, '')
        .replace(/\.v\d+$/, '')
        .split('/')
        .at(-1) ?? name
  else if (pkg.ecosystem === 'maven') name = name.split(/[:/]/).at(-1) ?? name
  else if (pkg.ecosystem === 'clojars' || pkg.ecosystem === 'composer' || pkg.ecosystem === 'elm')
    name = name.split('/').at(-1) ?? name
  else if (name.startsWith('@') && pkg.private) name = name.split('/')[1] ?? name
  if (NOBODYS.test(name)) return null
  const bare = name.replace(AFFIX, '')
  return bare === '' || NOBODYS.test(bare) ? null : bare
}

/** The part of a title that is the name: without what follows a dash, a colon or a bracket. */
export function titleName(title: string): string | null {
  const text = title
    .slice(0, 300)
    .replace(/[™®©]/g, '')
    .replace(/^(?:welcome to|the official|introducing)\s+/i, '')
  const head = text
    .split(/\s+[-–—|:•·]+\s+|:\s+|\s+\(|\s*[–—|]\s*|,\s|\.\s/)[0]!
    .replace(/\s+v?\d+\.\d+[\w.]*$/, '')
    .replace(/\s(?:is|has|was)\s.*$/i, '')
    .replace(/[!:.]+$/, '')
    .trim()
  return head.length < 2 || head.length > LONGEST_TITLE || NO_TITLE.test(head) || !/[\p{L}]/u.test(head) ? null : head
}

/** The spelling of `name` that stands in `text`: a run of its words that is the same but for case and punctuation. */
export function spellingIn(text: string, name: string): string | null {
  const wanted = sameName(name)
  if (!wanted) return null
  const words = text.split(/\s+/).slice(0, 40)
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(words.length, from + 5); to++) {
      const run = words
        .slice(from, to)
        .join(' ')
        .replace(/^[^\p{L}\p{N}@.]+|[^\p{L}\p{N}+#]+$/gu, '')
        .replace(/['’]s$/, '')
      const said = sameName(run)
      if (said === wanted) return run
      if (said.length > wanted.length) break
    }
  return null
}
