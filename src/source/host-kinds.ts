import type { Host, Links } from './host'
import { BITBUCKET_PAGES, CGIT_PAGES, GITEA_PAGES, GITHUB_PAGES, GITLAB_PAGES, SOURCEHUT_PAGES } from './host-pages'

/** What most hosts have in common. */
const ANY_HOST = {
  shortcuts: [],
  aliases: [],
  owners: 'one',
  segments: { owner: /^[A-Za-z0-9_.-]{1,100}$/, name: /^[A-Za-z0-9_.-]{1,100}$/ },
  example: 'owner/name',
  nestedUntil: new Set<string>(),
  separator: null,
  refParameters: ['ref'],
  reserved: new Set<string>(),
  suffix: '.git',
  namesReader: false,
} as const satisfies Partial<Host>

/** `#L7` */
const hashL = (line: number) => `#L${line}`
const zipOfCommit = {
  format: 'zip',
  path: (owner: string, name: string, commit: string) => `/${owner}/${name}/archive/${commit}.zip`,
} as const

/** The same pages for every host, but for the bytes. */
export const githubLinks = (raw: Links['raw']): Links => ({
  file: (repository, commit, path) => `/${repository}/blob/${commit}/${path}`,
  folder: (repository, commit, path) => `/${repository}/tree/${commit}/${path}`,
  raw,
  line: hashL,
})

/** A GitHub Enterprise Server, or anything that serves the same addresses. Source: GitHub's docs, "Enabling subdomain isolation". */
export const githubLike = (name: string): Host => ({
  ...ANY_HOST,
  name,
  pages: GITHUB_PAGES,
  redirects: [name, `codeload.${name}`],
  archive: zipOfCommit,
  links: githubLinks((repository, commit, path) => `https://${name}/${repository}/raw/${commit}/${path}`),
  tokenUser: 'x-access-token',
})

/** A GitLab server. Source: GitLab's documentation of reserved names (`user/reserved_names`) and its repository routes. */
export const gitlabLike = (name: string): Host => ({
  ...ANY_HOST,
  name,
  owners: 'nested',
  nestedUntil: new Set(
    'badges blame blob builds commits create create_dir edit files find_file new preview raw refs repository tree update wikis'.split(
      ' ',
    ),
  ),
  separator: '-',
  pages: GITLAB_PAGES,
  reserved: new Set(
    '- admin api assets dashboard explore files groups help import jwt oauth profile projects public s search snippets unsubscribes uploads users v2'.split(
      ' ',
    ),
  ),
  redirects: [name],
  archive: {
    format: 'zip',
    path: (owner, repository, commit) => `/${owner}/${repository}/-/archive/${commit}/${repository}-${commit}.zip`,
  },
  links: {
    file: (repository, commit, path) => `/${repository}/-/blob/${commit}/${path}`,
    folder: (repository, commit, path) => `/${repository}/-/tree/${commit}/${path}`,
    raw: (repository, commit, path) => `https://${name}/${repository}/-/raw/${commit}/${path}`,
    line: hashL,
  },
  tokenUser: 'oauth2',
})

/** Bitbucket Cloud. Source: Atlassian's "Using access tokens" for the user name. */
export const bitbucketLike = (name: string): Host => ({
  ...ANY_HOST,
  name,
  pages: BITBUCKET_PAGES,
  namesReader: true,
  reserved: new Set(['account', 'dashboard', 'product', 'support']),
  redirects: [name],
  archive: { format: 'zip', path: (owner, repository, commit) => `/${owner}/${repository}/get/${commit}.zip` },
  links: {
    file: (repository, commit, path) => `/${repository}/src/${commit}/${path}`,
    folder: (repository, commit, path) => `/${repository}/src/${commit}/${path}`,
    raw: (repository, commit, path) => `https://${name}/${repository}/raw/${commit}/${path}`,
    line: (line) => `#lines-${line}`,
  },
  tokenUser: 'x-token-auth',
})

/** A Gitea or Forgejo server. */
export const giteaLike = (name: string): Host => ({
  ...ANY_HOST,
  name,
  pages: GITEA_PAGES,
  reserved: new Set(['explore', 'issues', 'pulls', 'notifications', 'user']),
  redirects: [name],
  archive: zipOfCommit,
  links: {
    file: (repository, commit, path) => `/${repository}/src/commit/${commit}/${path}`,
    folder: (repository, commit, path) => `/${repository}/src/commit/${commit}/${path}`,
    raw: (repository, commit, path) => `https://${name}/${repository}/raw/commit/${commit}/${path}`,
    line: hashL,
  },
  tokenUser: 'oauth2',
})

/** A git.sr.ht server: owners are written `~name`, clone addresses without `.git`. Source: the routes of git.sr.ht. */
export const sourcehutLike = (name: string): Host => ({
  ...ANY_HOST,
  name,
  segments: { owner: /^~[A-Za-z0-9_.-]{1,100}$/, name: ANY_HOST.segments.name },
  example: '~owner/name',
  pages: SOURCEHUT_PAGES,
  suffix: '',
  redirects: [name],
  archive: {
    format: 'tar.gz',
    path: (owner, repository, commit) => `/${owner}/${repository}/archive/${commit}.tar.gz`,
  },
  links: {
    file: (repository, commit, path) => `/${repository}/tree/${commit}/item/${path}`,
    folder: (repository, commit, path) => `/${repository}/tree/${commit}/item/${path}`,
    raw: (repository, commit, path) => `https://${name}/${repository}/blob/${commit}/${path}`,
    line: hashL,
  },
  tokenUser: 'oauth2',
})

/** Any server of Git's smart HTTP protocol: cgit, gitweb, Gitolite, `git http-backend`. Only a clone is known of it. */
export const plainGit = (name: string): Host => ({
  ...ANY_HOST,
  name,
  owners: 'any',
  segments: { owner: /^~?[A-Za-z0-9_.+-]{1,100}$/, name: /^[A-Za-z0-9_.+-]{1,100}$/ },
  example: 'path/to/project.git',
  pages: CGIT_PAGES,
  refParameters: ['id', 'h'],
  suffix: 'written',
  redirects: [name],
  archive: null,
  links: null,
  tokenUser: 'git',
})

/** The kinds of hosts that an operator may name in `SOURCE_HOSTS`. */
export const KINDS: ReadonlyMap<string, (name: string) => Host> = new Map([
  ['github', githubLike],
  ['gitlab', gitlabLike],
  ['gitea', giteaLike],
  ['forgejo', giteaLike],
  ['bitbucket', bitbucketLike],
  ['sourcehut', sourcehutLike],
  ['git', plainGit],
])
