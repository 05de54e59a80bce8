// How many of Linguist's own samples are told as the language whose folder they lie in.
//   tsx test/score/languages-samples.ts LINGUIST_GIT_DIR [REVISION]
// LINGUIST_GIT_DIR is a clone of github-linguist/linguist. Prints the share when whole files are read and when only what the
// product reads is, then every sample missed. Samples stand alone here: what else a repository holds cannot help to decide.
import { execFileSync } from 'node:child_process'
import { parse } from 'yaml'
import { classify } from '../../src/analysis/linguist/classify'
import { choose } from '../../src/analysis/linguist/fallback'
import { headOf, MOST_BYTES } from '../../src/analysis/linguist/head'
import { extensionsOf } from '../../src/analysis/linguist/names'
import { languageByAlias } from '../../src/analysis/linguist/registry'
import { headWanted } from '../../src/analysis/linguist/wanted'
import { snapshotFromGit } from './snapshot-from-git'

const [gitDir, revision = 'HEAD'] = process.argv.slice(2)
if (!gitDir) throw new Error('usage: languages-samples.ts LINGUIST_GIT_DIR [REVISION]')

const SAMPLE = /^samples\/([^/]+)\/(?:filenames\/)?([^/]+)$/
const { files } = snapshotFromGit(gitDir, revision, { wants: (path) => (SAMPLE.test(path) ? MOST_BYTES : 0) })
const data: Record<string, { fs_name?: string }> = parse(
  execFileSync('git', ['-C', gitDir, 'show', `${revision}:lib/linguist/languages.yml`], {
    maxBuffer: 2 ** 26,
  }).toString(),
)
/** Some languages cannot have a folder of their name. */
const byFolder = new Map(Object.entries(data).map(([name, { fs_name }]) => [fs_name ?? name, name]))

let all = 0
const missed: string[] = []
let missedAsRead = 0
for (const [path, { content, bytes, mode }] of files) {
  const [, folder, name] = SAMPLE.exec(path) ?? []
  if (!folder || !name || !content || mode === 'symlink') continue
  const named = byFolder.get(folder) ?? folder
  // Names change; aliases stay.
  const known = languageByAlias(named.replaceAll(' ', '-'))
  const expected = known?.name ?? named
  const told = (take: number) => {
    const candidates = classify(name, headOf(content.subarray(0, take), bytes))
    return choose(candidates, extensionsOf(name), new Map())?.name
  }
  all++
  const whole = told(MOST_BYTES)
  if (whole !== expected) missed.push(`${path}: ${whole ?? '-'}${known ? '' : ' (not in the data)'}`)
  if (told(headWanted(name, bytes)) !== expected) missedAsRead++
}
const share = (lost: number) => `${(((all - lost) / all) * 100).toFixed(2)} %`
console.log(
  `${all} samples; ${share(missed.length)} with whole files, ${share(missedAsRead)} with what the product reads`,
)
for (const line of missed) console.log(`  ${line}`)
