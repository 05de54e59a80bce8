import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { short, table } from './figures.ts'
import { REPOSITORY, startProduct } from './product.ts'
import { BARE } from './routes.ts'
import { press, type Sample } from './wrk.ts'

const CONNECTIONS = 128
/** Long enough for more creations than a client may file in a minute, on a slow machine too. */
const SECONDS = 30

/** One answer to a creation. */
interface Answer {
  status: string
  /** `Retry-After`; `-` without. */
  wait: string
  /** `-` without. */
  job: string
}

async function answersIn(file: string): Promise<Answer[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => {
    const [status = '', wait = '', job = ''] = line.split(' ')
    return { status, wait, job }
  })
}

/** What was answered how often, and how it tells clients to wait. */
function counts(answers: readonly Answer[]) {
  return [...new Set(answers.map(({ status }) => status))].toSorted().map((status) => {
    const those = answers.filter((answer) => answer.status === status)
    return {
      status,
      answers: those.length,
      'Retry-After': [...new Set(those.map(({ wait }) => wait))].toSorted().join(', '),
    }
  })
}

/** How the product is run, and how it refuses then. */
const CASES = [
  { name: 'one client files too much', entries: 'src', variables: {}, refusal: '429' },
  // Without the limit of one client, as if many came.
  { name: 'the queue is full', entries: 'test/load/plain', variables: { QUEUE_LIMIT: '50' }, refusal: '503' },
] as const

const timesOf = ({ requests, p50, p90, p99, late, socketErrors }: Sample) => ({
  requests,
  'p50 ms': short(p50),
  'p90 ms': short(p90),
  'p99 ms': short(p99),
  'later than 15 s': late,
  'broken off': socketErrors,
})

/** What is wrong with how `sample` was answered; counted. */
const faultsOf = (answers: readonly Answer[], sample: Sample, bare: Sample, refusal: string, unfinished: number) => ({
  [`answered neither 202 nor ${refusal}`]: answers.filter(({ status }) => !['202', refusal].includes(status)).length,
  'refused without Retry-After': answers.filter(({ status, wait }) => status !== '202' && !/^\d+$/.test(wait)).length,
  // What the bare route suffers as well is the local runtime's.
  'broken off': bare.socketErrors ? 0 : sample.socketErrors,
  'answered after more than 15 s': bare.late ? 0 : sample.late,
  'accepted, and not completed': unfinished,
  'refusals missing': Number(answers.every(({ status }) => status !== refusal)),
})

/** Far more creations than are taken: who is refused is told when to come again, who is not gets a README. */
async function pressed({ name, entries, variables, refusal }: (typeof CASES)[number]) {
  const product = await startProduct(entries, { variables })
  const folder = await mkdtemp(join(tmpdir(), 'answers-'))
  const file = join(folder, 'answers')
  try {
    const all = { connections: CONNECTIONS, seconds: SECONDS }
    const bare = await press((await product.direct()) + BARE.path, all)
    const sample = await press(`${await product.direct()}/generate/`, {
      ...all,
      script: 'create-noted',
      environment: { BODY: JSON.stringify(REPOSITORY), ANSWERS: file },
    })
    const answers = await answersIn(file)
    const accepted = answers.filter(({ status }) => status === '202').map(({ job }) => job)
    const ended = await product.atRest(accepted)
    const completed = ended.filter(({ status }) => status === 'completed').length
    const wrong = faultsOf(answers, sample, bare, refusal, accepted.length - completed)
    const faults = Object.entries(wrong).flatMap(([fault, times]) => (times ? [`${name}: ${times} ${fault}`] : []))
    return {
      facts: [
        { overload: name, accepted: accepted.length, completed, ...timesOf(sample) },
        { overload: 'the bare route before it', accepted: '', completed: '', ...timesOf(bare) },
      ],
      counts: counts(answers),
      faults,
    }
  } finally {
    await rm(folder, { recursive: true })
    await product.stop()
  }
}

/** Overload of both kinds that there are. */
export async function overload() {
  const runs = []
  for (const one of CASES) runs.push(await pressed(one))
  const text = [table(runs.flatMap(({ facts }) => facts)), ...runs.map((run) => table(run.counts))].join('\n\n')
  return { runs, text, faults: runs.flatMap(({ faults }) => faults) }
}
