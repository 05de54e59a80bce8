// The known-bad sanitiser brings no types; this is what is asked of it.
declare module 'sanitize-html' {
  interface Options {
    allowedTags: string[]
    allowedAttributes: Record<string, string[]>
  }
  export default function sanitizeHtml(html: string, options: Options): string
}
