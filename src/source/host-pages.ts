import type { Page } from './host'

export const GITHUB_PAGES: readonly Page[] = [
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
  // Of api.github.com.
  { at: 'contents', rest: 'folder' },
  // Of codeload.github.com.
  ...['zip', 'tar.gz', 'legacy.zip', 'legacy.tar.gz'].map((at): Page => ({ at, rest: 'reference' })),
]

export const GITLAB_PAGES: readonly Page[] = [
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
]

export const BITBUCKET_PAGES: readonly Page[] = [
  { at: 'src', rest: 'path' },
  { at: 'raw', rest: 'file' },
  { at: 'annotate', rest: 'file' },
  { at: 'branch', rest: 'reference', namespace: 'refs/heads/' },
  { at: 'commits/tag', rest: 'reference', namespace: 'refs/tags/' },
  { at: 'commits/branch', rest: 'reference', namespace: 'refs/heads/' },
  { at: 'commits', rest: 'commit' },
  { at: 'get', rest: 'archive' },
]

/** The reference's kind stands in the address; addresses from before 2017 leave it out. */
export const GITEA_PAGES: readonly Page[] = [
  ...['src', 'raw', 'media', 'blame', 'commits'].flatMap((page): Page[] => [
    { at: `${page}/branch`, rest: 'path', namespace: 'refs/heads/' },
    { at: `${page}/tag`, rest: 'path', namespace: 'refs/tags/' },
    { at: `${page}/commit`, rest: 'path' },
    { at: page, rest: 'path' },
  ]),
  { at: 'commit', rest: 'commit' },
  { at: 'releases/tag', rest: 'reference', namespace: 'refs/tags/' },
  { at: 'releases/download', rest: 'file', namespace: 'refs/tags/' },
  { at: 'archive', rest: 'archive' },
]

export const SOURCEHUT_PAGES: readonly Page[] = [
  { at: 'tree', rest: 'item' },
  { at: 'log', rest: 'item' },
  { at: 'blob', rest: 'file' },
  { at: 'blame', rest: 'file' },
  { at: 'commit', rest: 'commit' },
  { at: 'refs', rest: 'reference', namespace: 'refs/tags/' },
  { at: 'archive', rest: 'archive' },
]

/** They can be told from the repository's own path where that ends in `.git`. */
export const CGIT_PAGES: readonly Page[] = [
  { at: 'tree', rest: 'folder' },
  { at: 'plain', rest: 'folder' },
  { at: 'blame', rest: 'folder' },
  { at: 'log', rest: 'folder' },
]
