import { reach, relative } from '../paths'
import { inTree } from './absence'
import type { Check, Ground, Judged } from './claim'
import { nearPath } from './near'

const MOST = 5_000
/** A scheme, an address without one, or a place on the page. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]{0,20}:|\/\/|#|www\.)/i
/** What templates leave in a link, and what no host takes for a path. */
const NOTHING =
  /^(?:url|link|path|todo|tbd|href|src|example|xxx|\.|\/|)$|^[('"[]|[<>{}$|\\\s,]|\.\.\.|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|ai|app|co|me|gg|edu)(?:[/:]|$)/i

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text.replaceAll('&amp;', '&'))
  } catch {
    return null
  }
}

/** The path below the repository's root to which an address of this very repository leads, at the commit that was read; else `null`. */
function ownPath({ facts: { repository } }: Ground, target: string): string | null {
  const { owner, name, host, ref, commit } = repository
  const [, site = '', rest = ''] = target.match(/^https?:\/\/(?:www\.)?([^/?#]{1,100})\/([^?#]{1,1500})/i) ?? []
  if (owner === null || host === null) return null
  const prefix = `${owner}/${name}/`.toLowerCase()
  const lower = rest.toLowerCase()
  const refs = ['HEAD', ...[ref, commit].filter((one) => one !== null)].flatMap((one) => [one, `refs/heads/${one}`])
  const behind = (start: string) => {
    const branch = refs.find((one) => rest.slice(start.length).startsWith(`${one}/`))
    return branch === undefined ? null : rest.slice(start.length + branch.length + 1)
  }
  if (site.toLowerCase() === 'raw.githubusercontent.com' && host === 'github.com')
    return lower.startsWith(prefix) ? behind(rest.slice(0, prefix.length)) : null
  if (site.toLowerCase() !== host.toLowerCase() || !lower.startsWith(prefix)) return null
  const workflow = rest.slice(prefix.length).match(/^actions\/workflows\/([\w.-]+\.ya?ml)(?:\/|$)/)?.[1]
  if (workflow && host === 'github.com') return `.github/workflows/${workflow}`
  const view = rest.slice(prefix.length).match(/^(?:-\/)?(?:blob|tree|raw|blame)\//)?.[0]
  return view ? behind(rest.slice(0, prefix.length + view.length)) : null
}

/** The path, as seen from the project's folder, that a target names; `null` when it is none of this repository. */
function pathOf(ground: Ground, target: string): string | null {
  const { project, folder } = ground
  const own = ownPath(ground, target)
  if (own !== null) return relative(project.folder, decoded(own) ?? '')
  if (ELSEWHERE.test(target)) return null
  const path = decoded(target.replace(/[?#].*$/s, ''))
  if (path === null || NOTHING.test(path)) return null
  // A path from the root begins at the repository's.
  return path.startsWith('/') ? relative(project.folder, path.slice(1)) : reach(project, folder, path)
}

/** Links and pictures whose target is a file or folder of this repository: relative, or at its address on the host. Case counts. */
export const linkClaims: Check = (ground) => {
  const { project, reading } = ground
  return reading.targets.slice(0, MOST).flatMap(({ target, line }): Judged[] => {
    const path = pathOf(ground, target)
    if (path === null) return []
    const presence = inTree(ground, '.', path)
    if (presence === 'unknown') return []
    const claim = { kind: 'link' as const, line, claim: target }
    if (presence === 'there') return [{ ...claim, verdict: 'holds' }]
    const near = nearPath(project, path)
    return [
      {
        ...claim,
        verdict: {
          message: `${path} is not in the repository${near ? `; it has ${near}` : ''}.`,
          sources: near && project.has(near) ? [{ path: near }] : [],
        },
      },
    ]
  })
}
