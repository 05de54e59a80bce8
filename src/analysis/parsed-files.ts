import type { Warning } from '../source/files'
import { jsonDocument } from './json-document'
import { type Format, marks, PARSE_LIMITS } from './parse-limits'
import { type Document, tomlDocument, xmlDocument, yamlDocument } from './structured-text'

const PARSERS: Readonly<Record<Format, (path: string, text: string) => Document>> = {
  JSON: jsonDocument,
  TOML: tomlDocument,
  YAML: yamlDocument,
  XML: xmlDocument,
}

/** Files of one kind of fault that are told one by one, and places that the warning for all others names. */
const TOLD = 20
const FAULTS = {
  file_unreadable: {
    one: (path: string) => `${path} is not valid and was not read.`,
    more: (count: number) => `Further files that are not valid and were not read: ${count}.`,
  },
  file_unfinished: {
    one: (path: string) => `${path} is too long to be read to its end, so nothing of it was used.`,
    more: (count: number) => `Further files that are too long to be read to their end: ${count}.`,
  },
  file_too_complex: {
    one: (path: string) => `${path} holds far more than any such file that a person writes and was not read.`,
    more: (count: number) => `Further files that hold far more than a person writes and were not read: ${count}.`,
  },
  parse_limit: {
    one: (path: string) => `${path} was not read: those read before it hold as much as one analysis takes apart.`,
    more: (count: number) => `Further files for which the same holds: ${count}.`,
  },
} as const
type Fault = keyof typeof FAULTS

/** Adds a warning for each of the first files with a fault, and one that counts the others. */
function faultTeller(warnings: Warning[]): (fault: Fault, path: string) => void {
  const told = new Map<Fault, { count: number; rest: Warning | null }>()
  return (fault, path) => {
    const known = told.get(fault) ?? { count: 0, rest: null }
    known.count++
    told.set(fault, known)
    if (known.count <= TOLD) warnings.push({ code: fault, message: FAULTS[fault].one(path), sources: [{ path }] })
    else {
      if (!known.rest) {
        known.rest = { code: fault, message: '', sources: [] }
        warnings.push(known.rest)
      }
      known.rest.message = FAULTS[fault].more(known.count - TOLD)
      if (known.rest.sources.length < TOLD) known.rest.sources.push({ path })
    }
  }
}

/** A file that is to be parsed. */
export interface Parsable {
  /** `null` for binary content. */
  text: string | null
  /** Was it read to its end? */
  whole: boolean
}

/**
 * Parses files of a project, each once, within the limits of their formats. What cannot be parsed is `null` and adds to
 * `warnings`; what does not exist, was not read or is empty is `null` and no fault.
 * @param open what stands at a path; `null` for nothing that was read
 */
export function parsedFiles(open: (path: string) => Parsable | null, warnings: Warning[]) {
  const documents = new Map<string, Document | null>()
  const spent = new Map<Format, number>()
  const tell = faultTeller(warnings)

  function parse(format: Format, path: string): Document | null {
    const file = open(path)
    if (!file || file.text?.trim() === '') return null
    const fail = (fault: Fault) => {
      tell(fault, path)
      return null
    }
    if (file.text === null) return fail('file_unreadable')
    const cost = marks(file.text)
    const sum = (spent.get(format) ?? 0) + cost
    if (cost > PARSE_LIMITS[format].file) return fail('file_too_complex')
    if (sum > PARSE_LIMITS[format].project) return fail('parse_limit')
    spent.set(format, sum)
    try {
      return PARSERS[format](path, file.text)
    } catch {
      return fail(file.whole ? 'file_unreadable' : 'file_unfinished')
    }
  }

  return (format: Format, path: string): Document | null => {
    const key = `${format} ${path}`
    const known = documents.get(key)
    if (known !== undefined) return known
    const document = parse(format, path)
    documents.set(key, document)
    return document
  }
}
