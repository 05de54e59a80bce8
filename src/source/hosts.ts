/** What a web address carries after a page's name. `path` may turn out to be a folder or a file. */
export type PageRest = 'path' | 'file' | 'reference' | 'commit' | 'archive'

/** One kind of page: `/owner/name/{at}/{rest}`. */
export interface Page {
  /** Path segments that name the page, joined with `/`. */
  at: string
  rest: PageRest
  /** References of this page are of one kind only. */
  namespace?: 'refs/heads/' | 'refs/tags/'
}

/** Which repository, without any reference. */
export interface RepositoryId {
  host: string
  /** Owner or organisation; with groups inside groups, `group/subgroup`. */
  owner: string
  name: string
}

/** One kind of Git host, as far as addresses, archives and links go. Paths start with `/` and are relative to the host's origin. */
export interface Host {
  name: string
  /** Short forms: `github:owner/name`. */
  shortcuts: readonly string[]
  /** Other names of the same host; `page` is the page that all its addresses mean. */
  aliases: readonly { name: string; page?: string }[]
  /** Where owners nest, as GitLab's groups do: the segments that end a repository's path in web addresses. Else `null`. */
  nestedUntil: ReadonlySet<string> | null
  /** Segment between a repository and its pages. */
  separator: string | null
  /** Longest `at` first where one begins another. */
  pages: readonly Page[]
  /** First segments that are the host's own pages and never owners. */
  reserved: ReadonlySet<string>
  /** Host names that an answer may redirect to, over https. */
  redirects: readonly string[]
  archivePath(owner: string, name: string, commit: string): string
  blobPath(owner: string, name: string, commit: string, path: string): string
  lineAnchor(line: number): string
  rawUrl(owner: string, name: string, commit: string, path: string): string
}

const NONE: ReadonlySet<string> = new Set()

const GITHUB_PAGES: readonly Page[] = [
  { at: 'tree', rest: 'path' },
  { at: 'blob', rest: 'file' },
  { at: 'raw', rest: 'file' },
  { at: 'blame', rest: 'file' },
  { at: 'edit', rest: 'file' },
  { at: 'commits', rest: 'path' },
  { at: 'commit', rest: 'commit' },
  { at: 'releases/tag', rest: 'reference', namespace: 'refs/tags/' },
  { at: 'releases/download', rest: 'file', namespace: 'refs/tags/' },
  { at: 'archive', rest: 'archive' },
  { at: 'zipball', rest: 'archive' },
  { at: 'tarball', rest: 'archive' },
]

const GITHUB_RESERVED: ReadonlySet<string> = new Set(
  'about apps collections contact customer-stories enterprise events explore features issues join login marketplace new notifications organizations orgs pricing pulls search security settings site sponsors stars team topics trending users'.split(
    ' ',
  ),
)

/** A GitHub Enterprise Server, or anything that serves the same addresses. */
export const githubLike = (name: string): Host => ({
  name,
  shortcuts: [],
  aliases: [],
  nestedUntil: null,
  separator: null,
  pages: GITHUB_PAGES,
  reserved: NONE,
  redirects: [name],
  archivePath: (owner, repository, commit) => `/${owner}/${repository}/archive/${commit}.zip`,
  blobPath: (owner, repository, commit, path) => `/${owner}/${repository}/blob/${commit}/${path}`,
  lineAnchor: (line) => `#L${line}`,
  rawUrl: (owner, repository, commit, path) => `https://${name}/${owner}/${repository}/raw/${commit}/${path}`,
})

const github: Host = {
  ...githubLike('github.com'),
  shortcuts: ['github', 'gh'],
  aliases: [{ name: 'ssh.github.com' }, { name: 'raw.githubusercontent.com', page: 'raw' }, { name: 'github.dev' }],
  reserved: GITHUB_RESERVED,
  redirects: ['github.com', 'codeload.github.com'],
  rawUrl: (owner, name, commit, path) => `https://raw.githubusercontent.com/${owner}/${name}/${commit}/${path}`,
}

/** Source: GitLab's documentation of reserved names (`user/reserved_names`) and its repository routes. */
const gitlab: Host = {
  name: 'gitlab.com',
  shortcuts: ['gitlab', 'gl'],
  aliases: [{ name: 'altssh.gitlab.com' }],
  nestedUntil: new Set(['-', 'blame', 'blob', 'commits', 'edit', 'raw', 'tree', 'wikis']),
  separator: '-',
  pages: [
    { at: 'tree', rest: 'path' },
    { at: 'blob', rest: 'file' },
    { at: 'raw', rest: 'file' },
    { at: 'blame', rest: 'file' },
    { at: 'edit', rest: 'file' },
    { at: 'commits', rest: 'path' },
    { at: 'commit', rest: 'commit' },
    { at: 'tags', rest: 'reference', namespace: 'refs/tags/' },
    { at: 'releases', rest: 'reference', namespace: 'refs/tags/' },
    { at: 'archive', rest: 'file' },
  ],
  reserved: new Set(['dashboard', 'explore', 'groups', 'help', 'search', 'users']),
  redirects: ['gitlab.com'],
  archivePath: (owner, name, commit) => `/${owner}/${name}/-/archive/${commit}/${name}-${commit}.zip`,
  blobPath: (owner, name, commit, path) => `/${owner}/${name}/-/blob/${commit}/${path}`,
  lineAnchor: (line) => `#L${line}`,
  rawUrl: (owner, name, commit, path) => `https://gitlab.com/${owner}/${name}/-/raw/${commit}/${path}`,
}

const bitbucket: Host = {
  name: 'bitbucket.org',
  shortcuts: ['bitbucket', 'bb'],
  aliases: [{ name: 'altssh.bitbucket.org' }],
  nestedUntil: null,
  separator: null,
  pages: [
    { at: 'src', rest: 'path' },
    { at: 'raw', rest: 'file' },
    { at: 'annotate', rest: 'file' },
    { at: 'branch', rest: 'reference', namespace: 'refs/heads/' },
    { at: 'commits/tag', rest: 'reference', namespace: 'refs/tags/' },
    { at: 'commits/branch', rest: 'reference', namespace: 'refs/heads/' },
    { at: 'commits', rest: 'commit' },
    { at: 'get', rest: 'archive' },
  ],
  reserved: new Set(['account', 'dashboard', 'product', 'support']),
  redirects: ['bitbucket.org'],
  archivePath: (owner, name, commit) => `/${owner}/${name}/get/${commit}.zip`,
  blobPath: (owner, name, commit, path) => `/${owner}/${name}/src/${commit}/${path}`,
  lineAnchor: (line) => `#lines-${line}`,
  rawUrl: (owner, name, commit, path) => `https://bitbucket.org/${owner}/${name}/raw/${commit}/${path}`,
}

/** Forgejo and Gitea: the reference's kind stands in the address. */
const codeberg: Host = {
  name: 'codeberg.org',
  shortcuts: ['codeberg'],
  aliases: [],
  nestedUntil: null,
  separator: null,
  pages: [
    ...['src', 'raw', 'media', 'blame', 'commits'].flatMap((page): Page[] => [
      { at: `${page}/branch`, rest: 'path', namespace: 'refs/heads/' },
      { at: `${page}/tag`, rest: 'path', namespace: 'refs/tags/' },
      { at: `${page}/commit`, rest: 'path' },
    ]),
    { at: 'commit', rest: 'commit' },
    { at: 'releases/tag', rest: 'reference', namespace: 'refs/tags/' },
    { at: 'releases/download', rest: 'file', namespace: 'refs/tags/' },
    { at: 'archive', rest: 'archive' },
  ],
  reserved: new Set(['explore', 'issues', 'pulls', 'notifications', 'user']),
  redirects: ['codeberg.org'],
  archivePath: (owner, name, commit) => `/${owner}/${name}/archive/${commit}.zip`,
  blobPath: (owner, name, commit, path) => `/${owner}/${name}/src/commit/${commit}/${path}`,
  lineAnchor: (line) => `#L${line}`,
  rawUrl: (owner, name, commit, path) => `https://codeberg.org/${owner}/${name}/raw/commit/${commit}/${path}`,
}

/** The hosts that anybody may name; an operator adds GitHub-like ones with `SOURCE_ORIGINS`. */
export const HOSTS: readonly Host[] = [github, gitlab, bitbucket, codeberg]

const BY_NAME: ReadonlyMap<string, Host> = new Map(HOSTS.map((host) => [host.name, host]))

/** The row of a host; one that the table does not know was added by the operator and is GitHub-like. */
export const hostNamed = (name: string): Host => BY_NAME.get(name) ?? githubLike(name)

const encode = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** The repository's page: `https://github.com/owner/name`. */
export const webUrl = ({ host, owner, name }: RepositoryId): string => `https://${host}/${owner}/${name}`

/** A file's page at a commit, at a 1-based line where one is given. */
export function blobUrl(id: RepositoryId, commit: string, path: string, line?: number): string {
  const host = hostNamed(id.host)
  const anchor = line === undefined ? '' : host.lineAnchor(line)
  return `https://${id.host}${host.blobPath(id.owner, id.name, commit, encode(path))}${anchor}`
}

/** A file's bytes at a commit. */
export const rawUrl = (id: RepositoryId, commit: string, path: string): string =>
  hostNamed(id.host).rawUrl(id.owner, id.name, commit, encode(path))
