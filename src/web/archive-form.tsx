import { FormProblem } from './form-problem'
import { PrivateField } from './option-fields'

/** For code that no host serves; `problem` is what was wrong with the last one. */
export function ArchiveForm({ problem, hasOwners }: { problem: string | null; hasOwners: boolean }) {
  return (
    <details class="options" open={problem !== null}>
      <summary>From an archive instead</summary>
      <form method="post" action="/generate/" enctype="multipart/form-data" data-sends>
        <div class="grid">
          <label>
            Archive, zip or tar.gz, at most 100 MB
            <input name="archive" type="file" accept=".zip,.tar.gz,.tgz,application/zip,application/gzip" required />
          </label>
          <label>
            Name of the project
            <input name="name" type="text" maxlength={100} placeholder="as the file is called" />
          </label>
          {hasOwners ? <PrivateField /> : null}
        </div>
        <FormProblem problem={problem} />
        <button type="submit">Upload and generate</button>
      </form>
    </details>
  )
}
