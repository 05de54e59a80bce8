import { Layout } from './layout'
import { Prose } from './prose'

export function ProblemPage({ title, detail, help }: { title: string; detail: string | null; help: string }) {
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      {detail ? (
        <p>
          <Prose text={detail} />
        </p>
      ) : null}
      <p>
        <Prose text={help} />
      </p>
      <p>
        <a href="/">To the start page</a>
      </p>
    </Layout>
  )
}
