import { execFileSync } from 'node:child_process'
import type { FileMode, Interest, RepositoryFile, Snapshot } from '../../src/source/files'
import { fileRead } from '../unit/snapshot'

const MODES: Record<string, FileMode> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
}

/** Reads a local Git repository (bare or not) at a commit, without an archive: for scoring the analyser by itself. */
export function snapshotFromGit(gitDir: string, revision: string, interest: Interest): Snapshot {
  const git = (args: string[], input?: string) =>
    execFileSync('git', ['-C', gitDir, ...args], { input, maxBuffer: 2 ** 31 - 1 })
  const commit = git(['rev-parse', `${revision}^{commit}`])
    .toString()
    .trim()
  const files: Snapshot['files'] = new Map()
  const rows: { id: string; path: string; file: RepositoryFile }[] = []
  for (const row of git(['ls-tree', '-r', '-l', '-z', commit]).toString().split('\0').filter(Boolean)) {
    const [meta, path] = row.split('\t') as [string, string]
    const [mode, , id, size] = meta.split(/\s+/) as [string, string, string, string]
    const bytes = Number(size) || 0
    const file: RepositoryFile = { mode: MODES[mode] ?? 'file', bytes, content: null }
    files.set(path, file)
    const isRead = interest.wants(path, bytes) > 0 || (interest.glance?.wants(path, bytes) ?? 0) > 0
    if (isRead && file.mode !== 'submodule') rows.push({ id, path, file })
  }
  const out = git(['cat-file', '--batch'], rows.map((x) => `${x.id}\n`).join(''))
  let at = 0
  for (const { path, file } of rows) {
    const end = out.indexOf(10, at)
    const size = Number(out.subarray(at, end).toString().split(' ')[2])
    // `<id> missing`: a partial clone lacks the blob, and nothing follows its line.
    if (Number.isNaN(size)) {
      at = end + 1
      continue
    }
    const read = (count: number) => new Uint8Array(out.subarray(end + 1, end + 1 + count))
    files.set(path, fileRead(path, file.mode, size, interest, read))
    at = end + 1 + size + 1
  }
  return { commit, files, archiveBytes: 0, warnings: [] }
}
