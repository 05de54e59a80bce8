/** What the header of a form's part says of it. */
export interface PartHead {
  name: string
  /** `null` for a field of text; empty where a browser's form was sent without choosing a file. */
  filename: string | null
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const PARAMETER = /;[ \t]*([a-z*]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/gi
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/

/** Browsers write quotes and line ends in percent, others quotes behind a backslash. Source: HTML, "multipart/form-data". */
const unquoted = (text: string) =>
  text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(22|0D|0A)/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function parameters(header: string): Map<string, string> {
  return new Map(
    [...header.matchAll(PARAMETER)].map(([, name = '', quoted, token = '']) => [
      name.toLowerCase(),
      quoted === undefined ? token : unquoted(quoted),
    ]),
  )
}

/** The boundary that a `multipart/form-data` content type names; `null` when there is none that may be. Source: RFC 2046, 5.1.1. */
export function boundaryOf(contentType: string): string | null {
  const boundary = parameters(contentType).get('boundary') ?? ''
  return BOUNDARY.test(boundary) ? boundary : null
}

/** Reads a part's header lines; `null` when they are not those of a form's part. Source: RFC 7578, 4.2. */
export function readPartHead(bytes: Uint8Array): PartHead | null {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return null
  }
  const dispositions = text.split('\r\n').filter((line) => /^content-disposition:/i.test(line))
  const [disposition] = dispositions
  if (dispositions.length !== 1 || disposition === undefined) return null
  if (!/^content-disposition:[ \t]*form-data[ \t]*;/i.test(disposition)) return null
  const said = parameters(disposition)
  const name = said.get('name')
  return name ? { name, filename: said.get('filename') ?? null } : null
}
