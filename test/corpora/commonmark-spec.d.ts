// The package brings no types; this is what is asked of it.
declare module 'commonmark-spec' {
  interface Example {
    markdown: string
    html: string
    section: string
    number: number
  }
  const specification: { text: string; tests: Example[] }
  export default specification
}
