/**
 * What a web address carries after a page's name. `path` is a reference and then a folder or a file, `file` surely a file;
 * `item` has `/item/` between the two; `folder` has the path alone, the reference stands in the query.
 */
export type PageRest = 'path' | 'file' | 'folder' | 'item' | 'reference' | 'commit' | 'archive'

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
  /** Owner or organisation; with groups inside groups, `group/subgroup`; empty where a plain Git server has none. */
  owner: string
  /** Without `.git`. */
  name: string
}

/** Another name of a host. */
export interface Alias {
  name: string
  /** First segments of all its paths that say nothing: `repos` of `api.github.com/repos/owner/name`. */
  skip?: string
  /** Page that all its addresses mean: `raw` of `raw.githubusercontent.com/owner/name/main/x`. */
  page?: string
}

/** How a commit's files come in one piece. */
export interface Archive {
  format: 'zip' | 'tar.gz'
  path(owner: string, name: string, commit: string): string
}

/** The host's pages about a commit's files. `repository` is `owner/name`, `path` is percent-encoded. */
export interface Links {
  file(repository: string, commit: string, path: string): string
  folder(repository: string, commit: string, path: string): string
  /** A file's bytes: an absolute address, since some hosts keep them elsewhere. */
  raw(repository: string, commit: string, path: string): string
  /** Anchor of a 1-based line in a file's page. */
  line(line: number): string
}

/** One Git host, as far as addresses, archives and links go. Paths start with `/` and are relative to the host's origin. */
export interface Host {
  name: string
  /** Short forms: `github:owner/name`. */
  shortcuts: readonly string[]
  aliases: readonly Alias[]
  /** How many segments an owner has: one, as many as groups nest (GitLab), or any number down to none (plain Git). */
  owners: 'one' | 'nested' | 'any'
  /** What an owner's segment and a repository's name may be, besides `.`, `..` and `.git`, which none may. */
  segments: { owner: RegExp; name: RegExp }
  /** What to give instead of an address that names no repository: `owner/name`. */
  example: string
  /** Where owners nest: a segment that ends a repository's path in web addresses, after at least two. */
  nestedUntil: ReadonlySet<string>
  /** Segment between a repository and its pages. */
  separator: string | null
  /** Longest `at` first where one begins another. */
  pages: readonly Page[]
  /** Parameters of the query that hold a reference, in the order in which they count. */
  refParameters: readonly string[]
  /** First segments that are the host's own pages and never owners. */
  reserved: ReadonlySet<string>
  /** How a clone address ends; `written`: as in the address that was given, because such a server knows one of both. */
  suffix: '.git' | '' | 'written'
  /** Do the clone addresses that the host shows name whoever reads the page: `https://reader@host/owner/name.git`? */
  namesReader: boolean
  /** Host names that an answer may redirect to, over https. */
  redirects: readonly string[]
  /** `null`: the host has none, it is cloned. */
  archive: Archive | null
  /** `null`: the host shows no files. */
  links: Links | null
  /** User name of HTTP Basic authentication when the password is a token. */
  tokenUser: string
}
