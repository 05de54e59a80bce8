import type { Host, RepositoryId } from './host'
import { bitbucketLike, giteaLike, githubLike, githubLinks, gitlabLike, plainGit, sourcehutLike } from './host-kinds'

const github: Host = {
  ...githubLike('github.com'),
  shortcuts: ['github', 'gh'],
  aliases: [
    { name: 'ssh.github.com' },
    { name: 'github.dev' },
    { name: 'raw.githubusercontent.com', page: 'raw' },
    { name: 'codeload.github.com' },
    { name: 'api.github.com', skip: 'repos' },
  ],
  reserved: new Set(
    'about account apps codespaces collections contact copilot customer-stories dashboard discussions enterprise enterprises events explore features gist issues join login marketplace models new notifications organizations orgs pricing pulls repos resources search security sessions settings signup site solutions sponsors stars team topics trending users watching'.split(
      ' ',
    ),
  ),
  redirects: ['github.com', 'codeload.github.com'],
  links: githubLinks((repository, commit, path) => `https://raw.githubusercontent.com/${repository}/${commit}/${path}`),
}

/** Hosts that anybody may name; the first is meant where none is named. */
const BUILT_IN: readonly Host[] = [
  github,
  { ...gitlabLike('gitlab.com'), shortcuts: ['gitlab', 'gl'], aliases: [{ name: 'altssh.gitlab.com' }] },
  {
    ...bitbucketLike('bitbucket.org'),
    shortcuts: ['bitbucket', 'bb'],
    aliases: [{ name: 'altssh.bitbucket.org' }, { name: 'bitbucket.com' }],
  },
  { ...giteaLike('codeberg.org'), shortcuts: ['codeberg'] },
  { ...giteaLike('gitea.com'), shortcuts: ['gitea'] },
  { ...sourcehutLike('git.sr.ht'), shortcuts: ['sourcehut', 'srht'] },
  ...[
    '0xacab.org',
    'code.videolan.org',
    'framagit.org',
    'gitlab.alpinelinux.org',
    'gitlab.archlinux.org',
    'gitlab.eclipse.org',
    'gitlab.freedesktop.org',
    'gitlab.gnome.org',
    'gitlab.haskell.org',
    'gitlab.inria.fr',
    'gitlab.kitware.com',
    'gitlab.torproject.org',
    'gitlab.winehq.org',
    'gitlab.xfce.org',
    'invent.kde.org',
    'salsa.debian.org',
  ].map(gitlabLike),
  ...['code.forgejo.org', 'opendev.org', 'projects.blender.org'].map(giteaLike),
  { ...plainGit('aur.archlinux.org'), reserved: new Set(['account', 'packages']) },
  ...['git.kernel.org', 'git.savannah.gnu.org', 'git.zx2c4.com', 'sourceware.org'].map(plainGit),
]

/** A host by one of its names. */
export interface Named {
  host: Host
  /** First segment that addresses of an alias have and that says nothing. */
  skip?: string | undefined
  /** Page that every address of an alias means. */
  page?: string | undefined
}

/** Every host that this deployment reads. */
export interface Hosts {
  rows: readonly Host[]
  /** By the host's name or an alias, in lower case without `www.`. */
  named(name: string): Named | null
  /** By a short form's name: `github` of `github:owner/name`. */
  shortcut(name: string): Host | null
  /** The row of a host that an address was read for. @throws Error for any other name: a defect. */
  row(name: string): Host
  /** Did the operator add this host, so that what it is is only said of it? */
  isAdded(name: string): boolean
  /** The origin to ask for such a host, without a slash at its end. @throws Error as `row` */
  origin(name: string): string
}

/**
 * The built-in hosts and the operator's.
 * @param added rows of hosts; those that are built in keep their own
 * @param origins from a host's name to the origin that is asked in its place: `github.com` → `http://127.0.0.1:9100`
 */
export function hostsWith(added: readonly Host[], origins: ReadonlyMap<string, string>): Hosts {
  const names = new Map<string, Named>()
  for (const host of BUILT_IN) {
    names.set(host.name, { host })
    for (const { name, skip, page } of host.aliases) names.set(name, { host, skip, page })
  }
  const others = added.filter(({ name }) => !names.has(name))
  for (const host of others) names.set(host.name, { host })
  const rows = [...BUILT_IN, ...others]
  const shortcuts = new Map(rows.flatMap((host) => host.shortcuts.map((shortcut) => [shortcut, host] as const)))
  const row = (name: string): Host => {
    const host = names.get(name)?.host
    if (host?.name !== name) throw new Error(`${name} is not a host of the table.`)
    return host
  }
  return {
    rows,
    named: (name) => names.get(name) ?? null,
    shortcut: (name) => shortcuts.get(name) ?? null,
    row,
    isAdded: (name) => others.some((host) => host.name === name),
    origin: (name) => origins.get(name) ?? `https://${row(name).name}`,
  }
}

const encode = (path: string) => path.split('/').map(encodeURIComponent).join('/')
const repositoryOf = ({ owner, name }: RepositoryId) => (owner === '' ? name : `${owner}/${name}`)

/** A file's page at a commit, at a 1-based line where one is given; `null` where the host has no pages. */
export function blobUrl(id: RepositoryId, commit: string, path: string, hosts: Hosts, line?: number): string | null {
  const { links } = hosts.row(id.host)
  if (!links) return null
  const anchor = line === undefined ? '' : links.line(line)
  return `https://${id.host}${links.file(repositoryOf(id), commit, encode(path))}${anchor}`
}

/** A folder's page at a commit; `null` where the host has no pages. */
export function folderUrl(id: RepositoryId, commit: string, path: string, hosts: Hosts): string | null {
  const { links } = hosts.row(id.host)
  return links === null ? null : `https://${id.host}${links.folder(repositoryOf(id), commit, encode(path))}`
}

/** A file's bytes at a commit; `null` where the host has no pages. */
export function rawUrl(id: RepositoryId, commit: string, path: string, hosts: Hosts): string | null {
  const { links } = hosts.row(id.host)
  return links === null ? null : links.raw(repositoryOf(id), commit, encode(path))
}

/** Where Git speaks its smart HTTP protocol for a repository. @param id with its clone address, as `Address` has it */
export const gitUrl = ({ host, cloneUrl }: { host: string; cloneUrl: string }, hosts: Hosts): string =>
  hosts.origin(host) + new URL(cloneUrl).pathname

/** Where the archive of a commit is, and what it is; `null` where the host has none. */
export function archiveUrl(
  id: RepositoryId,
  commit: string,
  hosts: Hosts,
): { url: string; format: 'zip' | 'tar.gz' } | null {
  const { archive } = hosts.row(id.host)
  if (!archive) return null
  return { url: hosts.origin(id.host) + archive.path(id.owner, id.name, commit), format: archive.format }
}

/** May a request for `host` go to this URL? To its own origin, or over https and the default port to a host of its row. */
export function mayReach(url: URL, host: string, hosts: Hosts): boolean {
  if (url.username !== '' || url.password !== '') return false
  if (url.origin === hosts.origin(host)) return true
  return url.protocol === 'https:' && url.port === '' && hosts.row(host).redirects.includes(url.hostname)
}
