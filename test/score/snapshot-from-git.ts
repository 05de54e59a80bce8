import { execFileSync } from 'node:child_process'
import type { FileMode, Snapshot, Wants } from '../../src/source/files'

const MODES: Record<string, FileMode> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
}

/** Reads a local Git repository (bare or not) at a commit, without an archive: for scoring the analyser by itself. */
export function snapshotFromGit(gitDir: string, revision: string, wants: Wants): Snapshot {
  const git = (args: string[], input?: string) =>
    execFileSync('git', ['-C', gitDir, ...args], { input, maxBuffer: 2 ** 31 - 1 })
  const commit = git(['rev-parse', `${revision}^{commit}`])
    .toString()
    .trim()
  const files: Snapshot['files'] = new Map()
  const ids: { id: string; path: string; take: number }[] = []
  for (const row of git(['ls-tree', '-r', '-l', '-z', commit]).toString().split('\0').filter(Boolean)) {
    const [meta, path] = row.split('\t') as [string, string]
    const [mode, , id, size] = meta.split(/\s+/) as [string, string, string, string]
    const bytes = Number(size) || 0
    files.set(path, { mode: MODES[mode] ?? 'file', bytes, content: null })
    const take = MODES[mode] === 'submodule' ? 0 : wants(path, bytes)
    if (take > 0) ids.push({ id, path, take })
  }
  const out = git(['cat-file', '--batch'], ids.map((x) => `${x.id}\n`).join(''))
  let at = 0
  for (const { path, take } of ids) {
    const end = out.indexOf(10, at)
    const size = Number(out.subarray(at, end).toString().split(' ')[2])
    // `<id> missing`: a partial clone lacks the blob, and nothing follows its line.
    if (Number.isNaN(size)) {
      at = end + 1
      continue
    }
    const file = files.get(path)!
    file.content = new Uint8Array(out.subarray(end + 1, end + 1 + Math.min(size, take)))
    at = end + 1 + size + 1
  }
  return { commit, files, archiveBytes: 0, warnings: [] }
}
