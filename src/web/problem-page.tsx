import { Layout } from './layout'

export function ProblemPage({ title, detail, help }: { title: string; detail: string | null; help: string }) {
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      {detail ? <p>{detail}</p> : null}
      <p>{help}</p>
      <p>
        <a href="/">To the start page</a>
      </p>
    </Layout>
  )
}
