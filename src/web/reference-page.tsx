import { Layout } from './layout'

/** The parts of an OpenAPI document that the page shows. */
interface Operation {
  summary?: string
  description?: string
  parameters?: ({ name: string; in: string; required?: boolean } | { $ref: string })[]
  requestBody?: { content: Record<string, object> } | { $ref: string }
  responses?: Record<string, { description?: string } | { $ref: string }>
}
const METHODS = ['get', 'post', 'delete'] as const
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

interface ReferenceProps {
  document: ApiDocument
  /** Fields of the one body there is. */
  fields: Field[]
  problems: [code: string, row: { status: number; title: string; help: string }][]
  failures: [code: string, row: { retryable: boolean; help: string }][]
}

/** The reference, written from the OpenAPI document and the two tables of codes; no script, nothing from elsewhere. */
export function ReferencePage({ document, fields, problems, failures }: ReferenceProps) {
  return (
    <Layout title={`${document.info.title}: API reference`}>
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
          return operation ? [<OperationEntry method={method} path={path} operation={operation} fields={fields} />] : []
        }),
      )}
      <h2 id="problems">Problems</h2>
      <p>
        Errors are <code>application/problem+json</code> (RFC 9457) with a stable <code>code</code>.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(([code, row]) => (
            <tr id={code}>
              <td>
                <code>{code}</code>
              </td>
              <td>{row.status}</td>
              <td>
                <Prose text={`${row.title}. ${row.help}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2 id="failures">Reasons for which a job fails</h2>
      <p>
        In <code>error.code</code> of a job. Retryable ones are tried three times before the job fails.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Retryable</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {failures.map(([code, row]) => (
            <tr id={`failure-${code}`}>
              <td>
                <code>{code}</code>
              </td>
              <td>{row.retryable ? 'yes' : 'no'}</td>
              <td>{row.help}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Layout>
  )
}

/** A description with its `code` as code. */
const Prose = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 ? <code>{part}</code> : part))}</>
)

interface EntryProps {
  method: string
  path: string
  operation: Operation
  fields: Field[]
}

function OperationEntry({ method, path, operation, fields }: EntryProps) {
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
          <ul>
            {fields.map((field) => (
              <li>
                <code>{field.name}</code>
                {field.required ? ' (required)' : ''}: <Prose text={field.description} />
              </li>
            ))}
          </ul>
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
