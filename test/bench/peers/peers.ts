import { join } from 'node:path'
import type { Repository } from '../repository.ts'

/** Where a peer finds what it needs. */
export interface At {
  /** `node_modules` with those from npm. */
  modules: string
  /** File that it may write its answer to. */
  out: string
  /** `gitDir` may be a checkout too. */
  repository: Pick<Repository, 'folder' | 'gitDir'>
}

/** A program that others ship and that answers part of what the analysis answers, run as its users run it. */
export interface Peer {
  name: string
  /** npm's are installed in this version; Debian's package is used where the program is on the PATH. */
  from: { npm: string; version: string } | { debian: string }
  command(at: At): string[]
}

const node = (file: string, ...args: string[]) => [process.execPath, file, ...args]

/** The one place in which their versions stand. */
export const PEERS: readonly Peer[] = [
  {
    name: 'github-linguist',
    from: { debian: 'ruby-github-linguist' },
    // It reads a commit, the others files.
    command: ({ repository }) => ['github-linguist', repository.gitDir, '--json'],
  },
  {
    name: 'linguist-js',
    from: { npm: 'linguist-js', version: '3.0.4' },
    command: ({ modules, repository }) =>
      node(join(modules, 'linguist-js/bin/index.js'), '--analyse', repository.folder, '--json'),
  },
  {
    name: '@specfy/stack-analyser',
    from: { npm: '@specfy/stack-analyser', version: '1.27.3' },
    // Its answer goes to a file below the folder that it runs in.
    command: ({ modules, repository }) =>
      node(join(modules, '@specfy/stack-analyser/dist/cli.js'), repository.folder, '-o', 'stack.json'),
  },
  {
    name: 'repomix',
    from: { npm: 'repomix', version: '1.18.1' },
    command: ({ modules, out, repository }) =>
      node(join(modules, 'repomix/bin/repomix.cjs'), repository.folder, '-o', out, '--quiet'),
  },
  {
    name: 'cloc',
    from: { debian: 'cloc' },
    command: ({ repository }) => ['cloc', '--json', '--quiet', repository.folder],
  },
]
