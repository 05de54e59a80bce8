import { Places } from './place'
import type { ShownPlace } from './shown-job'

/** Lines that a page shows; the rest is in the download. */
const MOST_LINES = 3_000

/** A line of the README, whose words it is, and what it rests on. */
export interface SourceLine {
  text: string
  by: 'facts' | 'options' | 'readme' | 'model' | null
  places: ShownPlace[]
}

const BY = { options: 'asked for', readme: 'kept', model: 'reworded' } as const

/** The Markdown line by line, each with the files it rests on beside it. */
export function SourcePane({ lines }: { lines: readonly SourceLine[] }) {
  const more = lines.length - MOST_LINES
  return (
    <section class="pane" aria-labelledby="markdown">
      <h2 id="markdown">Markdown</h2>
      <section class="scroll" tabindex={0} aria-label="Lines of the Markdown">
        <ol class="source">
          {lines.slice(0, MOST_LINES).map((line, index) => (
            <Line line={line} number={index + 1} />
          ))}
        </ol>
        {more > 0 ? <p class="hint">{more} more lines are in the download.</p> : null}
      </section>
    </section>
  )
}

/** Marks a region of ours: the lines in it say what it rests on. */
const MARK = /^<!-- readme-forge:/

function Line({ line: { text, by, places }, number }: { line: SourceLine; number: number }) {
  if (MARK.test(text))
    return (
      <li id={`L${number}`} class="mark">
        <code>{text}</code>
      </li>
    )
  return (
    <li id={`L${number}`} class={by ? `by-${by}` : undefined}>
      <code dir="auto">{text || ' '}</code>
      <span class="rests">
        {by && by !== 'facts' ? <span class="by">{BY[by]} </span> : null}
        <Places places={places} />
      </span>
    </li>
  )
}
