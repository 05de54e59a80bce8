// Reads hostile and broken archives, the larger ones in a process of their own, and prints what came of each and what it cost:
//   node test/corpora/archives.ts            those that we make; ends with 1 where an outcome is not what it must be
//   node test/corpora/archives.ts <folder>   those that lie in a folder, read as uploads, for a person to judge
import './source-modules.ts'
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'

const { ARCHIVE_CASES } = await import('./archive-cases.ts')
const { measuredRead } = await import('./measured-read.ts')
type Measured = Awaited<ReturnType<typeof measuredRead>>
type Door = 'host' | 'upload'

const EVERYTHING = Number.MAX_SAFE_INTEGER
const HERE = fileURLToPath(import.meta.url)

/** Archives up to this size cannot cost memory that is worth a process of its own. */
const SMALL = 4096

/** Reads one archive, a larger one in a new process. */
function measured(file: string, wanted: number, door: Door): Measured | Promise<Measured> {
  if (statSync(file).size <= SMALL) return measuredRead(file, wanted, door)
  const out = execFileSync(process.execPath, ['--no-warnings', HERE, '--one', file, String(wanted), door], {
    encoding: 'utf8',
  })
  return JSON.parse(out)
}

const short = (outcome: Measured['outcome']): string =>
  'code' in outcome ? outcome.code : [`${outcome.files.length} files`, ...outcome.warnings].join(', ')

const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1).padStart(9)
const HEAD = `${''.padEnd(62)}${'archive MB'.padStart(10)} CPU ms  inflated MB memory MB  outcome`

function row(name: string, bytes: number, { cpuMilliseconds, inflated, memory, outcome }: Measured): string {
  const cost = `${megabytes(bytes)} ${cpuMilliseconds.toFixed(0).padStart(7)} ${megabytes(inflated)}   ${megabytes(memory)}`
  return `${name.slice(0, 61).padEnd(62)}${cost}  ${short(outcome)}`
}

async function ours(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'archives-'))
  const file = join(folder, 'archive.zip')
  let wrong = 0
  let all = 0
  for (const [group, list] of Object.entries(ARCHIVE_CASES)) {
    console.log(`\n${group}\n${HEAD}`)
    for (const { name, bytes, outcome, wanted = EVERYTHING } of list) {
      const archive = bytes()
      writeFileSync(file, archive)
      const result = await measured(file, wanted, 'host')
      const right = isDeepStrictEqual(result.outcome, outcome)
      all++
      if (!right) wrong++
      console.log(row(name, archive.length, result), right ? '' : `WRONG, must be ${short(outcome)}`)
    }
  }
  rmSync(folder, { recursive: true })
  console.log(`\n${all} archives, ${wrong} outcomes wrong`)
  return wrong
}

async function foreign(folder: string): Promise<void> {
  console.log(HEAD)
  for (const name of globSync('**/*', { cwd: folder }).sort()) {
    const file = join(folder, name)
    if (!statSync(file).isFile()) continue
    console.log(row(name, statSync(file).size, await measured(file, EVERYTHING, 'upload')))
  }
}

const [first, file = '', wanted = '', door] = process.argv.slice(2)
if (first === '--one')
  console.log(JSON.stringify(await measuredRead(file, Number(wanted), door === 'upload' ? 'upload' : 'host')))
else if (first !== undefined) await foreign(first)
else process.exitCode = (await ours()) > 0 ? 1 : 0
