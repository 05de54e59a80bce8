import type { ChangedLine, Hunk } from './changes'
import { JobFrame } from './job-frame'
import type { ShownJob } from './shown-job'

interface Changes {
  job: ShownJob
  /** Path of the existing README; `null` without one. */
  path: string | null
  /** What it changes; `null` where the existing README cannot be compared by lines. */
  hunks: Hunk[] | null
  origin: string
}

/** The README against the one that the repository has. */
export function ChangesPage({ job, path, hunks, origin }: Changes) {
  return (
    <JobFrame job={job} view="changes/" origin={origin}>
      <h2>{path === null ? 'The repository has no README yet' : `Against ${path}`}</h2>
      <Comparison path={path} hunks={hunks} />
    </JobFrame>
  )
}

function Comparison({ path, hunks }: Pick<Changes, 'path' | 'hunks'>) {
  if (path === null) return <p>All of this one is new.</p>
  if (!hunks) return <p>The existing one cannot be compared line by line: it is too large or too different.</p>
  if (!hunks.length) return <p>They are the same, to the last line.</p>
  const all = hunks.flat()
  const count = (wanted: ChangedLine['kind']) => all.filter(({ kind }) => kind === wanted).length
  return (
    <>
      <p>
        {count('new')} lines are new or changed, {count('gone')} are gone or changed.
      </p>
      <section class="scroll" tabindex={0} aria-label="Changes">
        <table class="changes">
          <thead class="unseen">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line now</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          {hunks.map((hunk) => (
            <tbody>
              {hunk.map((line) => (
                <ChangedRow line={line} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </>
  )
}

const KINDS = { same: '', gone: 'Gone: ', new: 'New: ' } as const

function ChangedRow({ line: { kind, before, after, parts } }: { line: ChangedLine }) {
  const words = parts.map(({ text, changed }) => (changed ? <mark>{text}</mark> : text))
  const row = <code dir="auto">{words}</code>
  return (
    <tr class={kind}>
      <td class="number">{before}</td>
      <td class="number">{after}</td>
      <td>
        <span class="unseen">{KINDS[kind]}</span>
        {kind === 'gone' ? <del>{row}</del> : kind === 'new' ? <ins>{row}</ins> : row}
      </td>
    </tr>
  )
}
