import { ASSETS } from './data/assets'
import { JobFrame } from './job-frame'
import type { ShownJob } from './shown-job'

interface Edit {
  job: ShownJob
  markdown: string
  /** Tells this README from a later one of the same job. */
  etag: string
  /** Bytes that a preview is made of at most. */
  most: number
  origin: string
}

/** The README in an editor beside its preview; the script previews while one types, the button without it. */
export function EditPage({ job, markdown, etag, most, origin }: Edit) {
  const path = `/r/${job.id}/edit/`
  return (
    <JobFrame job={job} view="edit/" origin={origin} scripts={[ASSETS.editor]}>
      <form
        method="post"
        action={path}
        enctype="multipart/form-data"
        target="edited"
        class="editor"
        data-editor={`${job.id} ${etag}`}
        data-most={String(most)}
      >
        <div class="actions">
          <button type="submit" formaction={`${path}download/`} formtarget="_self">
            Download README.md
          </button>
          <button type="submit" class="quiet unscripted-only" data-preview>
            Update the preview
          </button>
          <button type="button" class="quiet scripted-only" data-copy-draft>
            Copy Markdown
          </button>
          <button type="button" class="quiet" data-discard hidden>
            Discard my changes
          </button>
          <p class="hint" role="note" data-draft />
        </div>
        <div class="side-by-side">
          <section class="pane" aria-labelledby="preview">
            <h2 id="preview">Preview</h2>
            <div class="frames">
              <iframe
                name="edited"
                src={`/jobs/${job.id}/preview/`}
                sandbox="allow-popups allow-popups-to-escape-sandbox allow-scripts"
                title="Preview of what is edited"
              />
            </div>
          </section>
          <section class="pane" aria-labelledby="markdown">
            <h2 id="markdown">
              <label for="editor">Markdown</label>
            </h2>
            {/* The first line feed of a text area is dropped by the browser. */}
            <textarea id="editor" name="markdown" spellcheck={true} autocomplete="off" dir="auto">
              {`\n${markdown}`}
            </textarea>
          </section>
        </div>
      </form>
    </JobFrame>
  )
}
