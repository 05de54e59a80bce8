import { Layout } from './layout'
import { Prose } from './prose'

/** The parts of an OpenAPI document that the page shows. */
interface Operation {
  summary?: string
  description?: string
  parameters?: ({ name: string; in: string; required?: boolean } | { $ref: string })[]
  requestBody?: { content: Record<string, object> } | { $ref: string }
  responses?: Record<string, { description?: string } | { $ref: string }>
}
const METHODS = ['get', 'post', 'patch', 'delete'] as const
interface ApiDocument {
  info: { title: string; description?: string }
  paths?: Record<string, Partial<Record<(typeof METHODS)[number], Operation>>>
}

/** A field of a request's body. */
export interface Field {
  name: string
  required: boolean
  description: string
}

/** A body that an operation takes, by its fields. */
export interface Body {
  path: string
  /** What it is the body of. */
  title: string
  fields: Field[]
}

interface ReferenceProps {
  document: ApiDocument
  bodies: Body[]
  problems: [code: string, row: { status: number; title: string; help: string }][]
  failures: [code: string, row: { retryable: boolean; help: string }][]
  hosts: { name: string; archive: { format: string } | null }[]
  sections: readonly string[]
  limits: [name: string, row: { most: number; unit: string; why: string; code: string }][]
}

/** The reference, written from the OpenAPI document and the tables of codes, hosts and limits; no script, nothing from elsewhere. */
export function ReferencePage({ document, bodies, problems, failures, hosts, limits, sections }: ReferenceProps) {
  return (
    <Layout title={`${document.info.title}: API reference`} scripts={[]}>
      <h1>API reference</h1>
      <p>{document.info.description}</p>
      <p>
        Machine-readable: <a href="/openapi.json">openapi.json</a>. Every path works with and without its trailing
        slash.
      </p>
      <h2>Requests</h2>
      {Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
        METHODS.flatMap((method) => {
          const operation = item[method]
          const taken = bodies.filter((body) => body.path === path)
          return operation ? [<OperationEntry method={method} path={path} operation={operation} bodies={taken} />] : []
        }),
      )}
      <h2 id="access">Whose jobs are whose</h2>
      <p>
        Where jobs have owners, send <code>Authorization: Bearer</code> with a key that the operator gave you. A browser
        without one is given a cookie with its first job. A job is read by whoever knows its id, unless it is private:
        then by its owner. Only its owner lists, retries and deletes it; to others it looks as if there were none. An{' '}
        <code>Idempotency-Key</code> is its owner's: without key and cookie every request is another's.
      </p>
      <p>
        Each job and each retry counts against a quota for 24 hours. <code>RateLimit</code> says what is left; beyond it
        the answer is 429 with <code>Retry-After</code>. Where access is open there are no owners and no quotas.
      </p>
      <h2 id="problems">Problems</h2>
      <p>
        Errors are <code>application/problem+json</code> (RFC 9457) with a stable <code>code</code>.
      </p>
      <Table
        head={['Code', 'Status', 'Meaning']}
        rows={problems.map(([code, { status, title, help }]) => [code, code, String(status), `${title}. ${help}`])}
      />
      <h2 id="failures">Reasons for which a job fails</h2>
      <p>
        In <code>error.code</code> of a job. Retryable ones are tried three times before the job fails.
      </p>
      <Table
        head={['Code', 'Retryable', 'Meaning']}
        rows={failures.map(([code, { retryable, help }]) => [`failure-${code}`, code, retryable ? 'yes' : 'no', help])}
      />
      <h2 id="hosts">Hosts that are read</h2>
      <p>Web, clone, ssh and scp-like addresses of these; what has no archives is cloned, one commit deep.</p>
      <Table
        head={['Host', 'Files come as']}
        rows={hosts.map(({ name, archive }) => [`host-${name}`, name, archive?.format ?? 'clone'])}
      />
      <h2 id="sections">Sections</h2>
      <p>As options, templates and managed regions name them:</p>
      <ul>
        {sections.map((id) => (
          <li>
            <code>{id}</code>
          </li>
        ))}
      </ul>
      <h2 id="templates">Templates of your own</h2>
      <p>
        Written in Mustache (mustache(5)). The data are the facts that <code>/jobs/{'{id}'}/analysis/</code> answers; a
        partial puts in one of the sections above. Every value is escaped for the place where it stands, whatever the
        number of braces.
      </p>
      <pre>
        <code>{TEMPLATE}</code>
      </pre>
      <h2 id="regions">Managed regions</h2>
      <p>
        What is generated stands between two comments that name it and carry a hash of it. A README that is generated
        again with <code>"mode": "update"</code> changes regions whose hash still holds, and nothing else: a region that
        somebody edited is theirs, is left as it is and reported. Without its two comments a section is theirs as well.
      </p>
      <h2 id="ignore">.readmeforgeignore</h2>
      <p>
        A file at the root of the repository, written as <code>.gitignore</code> is: what it names is not looked at. The
        options <code>include</code> and <code>exclude</code> take the same patterns.
      </p>
      <h2 id="limits">Limits</h2>
      <p>The code is that of the failure, or of the warning in the facts where a single file is concerned.</p>
      <Table
        head={['Limit', 'At most', 'Code', 'Why']}
        rows={limits.map(([name, { most, unit, code, why }]) => [
          `limit-${name}`,
          name,
          `${most.toLocaleString('en')} ${unit}`,
          `\`${code}\``,
          why,
        ])}
      />
    </Layout>
  )
}

const TEMPLATE = `# {{name}}

{{description}}

{{> installation}}

{{#surface.cli}}
- \`{{name}}\`: {{description}}
{{/surface.cli}}
{{^docker}}
There is no container image.
{{/docker}}

{{> license}}`

interface TableProps {
  head: string[]
  /** The row's id, the code in its first cell, and the text of the others. */
  rows: [id: string, code: string, ...cells: string[]][]
}

const Table = ({ head, rows }: TableProps) => (
  <table>
    <thead>
      <tr>
        {head.map((title) => (
          <th scope="col">{title}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([id, code, ...cells]) => (
        <tr id={id}>
          <td>
            <code>{code}</code>
          </td>
          {cells.map((cell) => (
            <td>
              <Prose text={cell} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

interface EntryProps {
  method: string
  path: string
  operation: Operation
  bodies: Body[]
}

function OperationEntry({ method, path, operation, bodies }: EntryProps) {
  const parameters = (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [parameter] : []))
  const { requestBody } = operation
  return (
    <section>
      <h3>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </h3>
      <p>
        <Prose text={`${operation.summary}. ${operation.description ?? ''}`} />
      </p>
      {requestBody && 'content' in requestBody ? (
        <>
          <p>
            Body:{' '}
            <Prose
              text={Object.keys(requestBody.content)
                .map((type) => `\`${type}\``)
                .join(', ')}
            />
          </p>
          {bodies.map(({ title, fields }) => (
            <>
              <p>
                <Prose text={title} />
              </p>
              <ul>
                {fields.map((field) => (
                  <li>
                    <code>{field.name}</code>
                    {field.required ? ' (required)' : ''}: <Prose text={field.description} />
                  </li>
                ))}
              </ul>
            </>
          ))}
        </>
      ) : null}
      <ul>
        {parameters.map((parameter) => (
          <li>
            <code>{parameter.name}</code> ({parameter.in}
            {parameter.required ? ', required' : ''})
          </li>
        ))}
        {Object.entries(operation.responses ?? {}).map(([status, response]) => (
          <li>
            {status}: <Prose text={'description' in response ? (response.description ?? '') : ''} />
          </li>
        ))}
      </ul>
    </section>
  )
}
