import { median, megabytes, paired, short, spread, table } from './numbers.ts'
import { figuresOf, type Measured, type Result } from './result.ts'
import { verdictRows, verdictsOf } from './verdicts.ts'

/** Ways that all are compared with. */
const BASES = ['drain', 'read+analysis', 'unzip -t'] as const

function over(way: Measured, result: Result, base: string): string {
  const ratios = paired(figuresOf(result, way.name, 'cpuMs'), figuresOf(result, base, 'cpuMs'))
  return ratios.length ? short(median(ratios)) : ''
}

function tightOf({ memory }: Measured): string {
  if (memory?.tight === undefined) return ''
  return memory.tight === null ? 'not enough' : megabytes(memory.tight)
}

function heapOf({ memory }: Measured): string {
  return memory?.heap ? `${megabytes(memory.heap.peak)} (${megabytes(memory.heap.idle)})` : ''
}

function row(way: Measured, result: Result) {
  const cpu = spread(way.samples.map(({ cpuMs }) => cpuMs))
  return {
    way: way.name,
    'CPU ms': way.problem ?? cpu,
    'wall ms': way.problem ? '' : spread(way.samples.map(({ wallMs }) => wallMs)),
    ...Object.fromEntries(BASES.map((base) => [`CPU / ${base}`, over(way, result, base)])),
    'MB resident': way.memory ? megabytes(way.memory.resident) : '',
    'with V8 held tight': tightOf(way),
    'MB heap (idle)': heapOf(way),
  }
}

/** Where the CPU of the job goes: by process of the runtime. */
function partsOf(result: Result): string {
  const samples = result.ways.find(({ name }) => name === 'job')?.samples ?? []
  const roles = Object.keys(samples[0]?.parts ?? {})
  const each = roles.map((role) => `${role} ${short(median(samples.map(({ parts }) => parts?.[role] ?? 0)))}`)
  return each.length ? `\nCPU ms of the job by process: ${each.join(', ')}.\n` : ''
}

/** What people read of one repository: Markdown. */
export function text(result: Result): string {
  const { owner, name, commit, files, archiveBytes } = result.repository
  return [
    `\n## ${owner}/${name} at ${commit.slice(0, 12)}: ${files} files, archive of ${megabytes(archiveBytes)} MB\n`,
    table(result.ways.map((way) => row(way, result))),
    partsOf(result),
    table(verdictRows(verdictsOf(result))),
  ].join('\n')
}
