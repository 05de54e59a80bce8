import { Prose } from './prose'

/** What is wrong with a form, for the field that it describes. */
export function FormProblem({ problem, id }: { problem: string | null; id?: string }) {
  if (problem === null) return null
  return (
    <p id={id} role="alert" class="problem">
      <Prose text={problem} />
    </p>
  )
}
