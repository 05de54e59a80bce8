import { copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { git } from '../git-host/repository.ts'

/** A repository at one commit, laid out for everyone who is measured. */
export interface Repository {
  owner: string
  name: string
  commit: string
  /** Entries of the commit's tree. */
  files: number
  /** The archive as a Git host makes it, and its bytes. */
  archive: string
  archiveBytes: number
  /** The files alone, without history. */
  folder: string
  /** Bare, with this commit as `main` and nothing else; objects are those of the repository that was given. */
  gitDir: string
}

const plain = (text: string) => text.replace(/[^A-Za-z0-9_.-]+/g, '-')

/** `…/owner+name`, also with `/repo`, `/.git` or `.git` behind it, gives these names; the owner of any other path is `local`. */
function named(path: string): { owner: string; name: string } {
  const bare = ['.git', 'repo'].includes(basename(path)) ? dirname(path) : path
  const parts = basename(bare)
    .replace(/\.git$/, '')
    .split('+')
    .map(plain)
  return { owner: parts.length > 1 ? parts[0]! : 'local', name: parts.at(-1)! }
}

/**
 * @param given a checkout or a bare repository; nothing is written there
 * @param place folder to which everything is written
 */
export async function layOut(given: string, place: string): Promise<Repository> {
  const path = resolve(given)
  const ask = async (...args: string[]) => (await git(['-C', path, ...args])).trim()
  const commit = await ask('rev-parse', 'HEAD^{commit}')
  const { owner, name } = named(path)
  const home = join(place, `${owner}+${name}-${commit.slice(0, 12)}`)
  const gitDir = join(home, `${name}.git`)
  const archive = join(home, `${name}.zip`)
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  await git(['init', '--quiet', '--bare', '--initial-branch=main', gitDir])
  writeFileSync(
    join(gitDir, 'objects/info/alternates'),
    `${await ask('rev-parse', '--path-format=absolute', '--git-path', 'objects')}\n`,
  )
  // A clone one commit deep says so in a file of its own.
  const shallow = await ask('rev-parse', '--path-format=absolute', '--git-path', 'shallow')
  if (existsSync(shallow)) copyFileSync(shallow, join(gitDir, 'shallow'))
  await git(['-C', gitDir, 'update-ref', 'refs/heads/main', commit])
  await git(['-C', gitDir, 'archive', '--format=zip', `--prefix=${name}-${commit}/`, '-o', archive, commit])
  await git([`--git-dir=${gitDir}`, `--work-tree=${folder}`, 'checkout', '--quiet', '--force', 'main', '--', '.'])
  const files = (await git(['-C', gitDir, 'ls-tree', '-r', '-z', '--name-only', commit])).split('\0').length - 1
  return { owner, name, commit, files, archive, archiveBytes: statSync(archive).size, folder, gitDir }
}
