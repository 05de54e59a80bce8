import type { Child } from 'hono/jsx'
import type { Facts } from '../analysis/facts'
import type { Report } from '../readme/report/report'
import { JobFrame } from './job-frame'
import { Place, Places } from './place'
import type { ShownJob, ShownPlace } from './shown-job'

interface Findings {
  job: ShownJob
  report: Report
  warnings: Facts['warnings']
  /** The page of a file of the repository, at a line. */
  place(path: string, line?: number): ShownPlace
  origin: string
}

const WHY = {
  generated_instead: 'A generated section says this from the files.',
  does_not_hold: 'It no longer holds.',
  not_markdown: 'It has no form in Markdown.',
  template: 'It was text of a template, never filled in.',
  too_long: 'It is longer than what is carried over.',
} as const

const DROPPED = {
  not_plain: 'It is no plain sentence.',
  claim: 'It praises, or claims a result that no file shows.',
  not_backed: 'Nothing in the repository says so.',
  empty: 'It says nothing, or is no whole sentence.',
  repeated: 'It stands there already.',
  too_long: 'There was no more room.',
  passage_left: 'Too much around it was not backed.',
} as const

const PART = {
  worded: 'worded some passages; each of its sentences is backed by what the repository says.',
  unchanged: 'changed nothing.',
  unavailable: 'did not answer; the README is whole without it.',
  withheld: 'was not asked.',
} as const

/** What a language model had to do with it, if one did. */
function ModelPart({ model: part }: Pick<Report, 'model'>) {
  if (!part) return null
  return (
    <>
      <p>
        The language model <span dir="auto">{part.model}</span> {PART[part.outcome]} {part.why}
      </p>
      <Group title="Not taken from the language model" items={part.dropped}>
        {({ text, why, words }) => (
          <>
            <span dir="auto">{text}</span>
            <p>
              {DROPPED[why]} {words.length ? <span dir="auto">({words.join(', ')})</span> : null}
            </p>
          </>
        )}
      </Group>
    </>
  )
}

/** What a maintainer can act on: claims that no longer hold, warnings, sections that are missing; then what was kept and left. */
export function FindingsPage({ job, report, warnings, place, origin }: Findings) {
  const readme = report.readme
  const at = (line: number) => (readme === null ? null : <Place {...place(readme, line)} />)
  const checked = Object.values(report.checked).reduce((sum, count) => sum + count, 0)
  return (
    <JobFrame job={job} view="findings/" origin={origin}>
      <p class="lead">
        {readme === null
          ? 'The repository has no README, so there was none to check.'
          : `${checked} ${checked === 1 ? 'claim of ' : 'claims of '}${readme} ${checked === 1 ? 'was' : 'were'} held against the files.`}
      </p>
      <p class="actions">
        <a href={`/jobs/${job.id}/report/?format=sarif`} download="readme.sarif">
          SARIF for code scanning
        </a>
        <a href={`/jobs/${job.id}/report/?format=markdown`} download="report.md">
          Markdown for a pull request
        </a>
      </p>
      <Group title="No longer true" items={report.drift} none="Nothing that could be checked is untrue.">
        {({ line, claim, message, sources }) => (
          <>
            <code dir="auto">{claim}</code> {at(line)}
            <p>{message}</p>
            <Places places={sources.map((source) => place(source.path, source.line))} shown={3} />
          </>
        )}
      </Group>
      <Group title="Warnings" items={warnings}>
        {({ message, sources }) => (
          <>
            {message} <Places places={sources.map((source) => place(source.path, source.line))} shown={3} />
          </>
        )}
      </Group>
      <Group title="Sections that are missing" items={report.offered}>
        {({ heading, after, markdown }) => (
          <>
            {heading} belongs behind {after ? at(after) : 'the beginning'}.
            <details>
              <summary>The section</summary>
              <pre dir="auto">{markdown}</pre>
            </details>
          </>
        )}
      </Group>
      <Group title="Generated parts" items={report.regions}>
        {({ id, outcome, proposed }) => (
          <>
            {id}: {outcome}
            {proposed === undefined ? null : (
              <details>
                <summary>What would stand there</summary>
                <pre dir="auto">{proposed}</pre>
              </details>
            )}
          </>
        )}
      </Group>
      <Group title="Not carried over" items={report.left}>
        {({ heading, from, why, message }) => (
          <>
            {heading ?? 'The beginning'} {at(from.first)}
            <p>{message || WHY[why]}</p>
          </>
        )}
      </Group>
      <Group title="Kept" items={report.kept}>
        {({ what, heading, from }) => (
          <>
            {what} {heading === null ? '' : `of ${heading} `}
            {at(from.first)}
          </>
        )}
      </Group>
      <ModelPart model={report.model} />
    </JobFrame>
  )
}

interface GroupProps<T> {
  title: string
  items: readonly T[]
  /** What to say when there is nothing; without it the group is left out then. */
  none?: string
  children: (item: T) => Child
}

function Group<T>({ title, items, none, children }: GroupProps<T>) {
  if (!items.length && none === undefined) return null
  return (
    <section class="findings">
      <h2>
        {title} {items.length ? <span class="count">{items.length}</span> : null}
      </h2>
      {items.length ? (
        <ul>
          {items.map((item) => (
            <li>{children(item)}</li>
          ))}
        </ul>
      ) : (
        <p class="empty">{none}</p>
      )}
    </section>
  )
}
