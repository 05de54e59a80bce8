import correct from 'spdx-correct'
import parse, { type Expression } from 'spdx-expression-parse'

/** What a manifest says of its licence. */
export type Statement =
  | { kind: 'expression'; expression: string }
  /** `SEE LICENSE IN file`. */
  | { kind: 'file'; path: string }
  /** Says that nothing is granted. */
  | { kind: 'none' }
  /** A family without its version, or words that mean nothing to SPDX. */
  | { kind: 'vague' }

const GNU = /^((?:A|L)?GPL|GFDL)-(\d\.\d)(?:-only|-or-later|\+)?$/

/** The licence without what says "or any later version": texts do not tell it. */
export const familyOf = (id: string) => {
  const gnu = GNU.exec(id)
  return gnu ? `${gnu[1]}-${gnu[2]}` : id.replace(/ WITH .*$/, '')
}

/** `GPL-3.0` and `GPL-3.0+` are spelt `-only` and `-or-later` today. */
export function currentId(id: string): string {
  const gnu = GNU.exec(id)
  if (!gnu || /-(?:only|or-later)$/.test(id)) return id
  return `${gnu[1]}-${gnu[2]}${id.endsWith('+') ? '-or-later' : '-only'}`
}

function print(node: Expression, within?: 'and' | 'or'): string {
  if ('license' in node) {
    const id = node.plus ? currentId(`${node.license}+`) : node.license
    return node.exception ? `${id} WITH ${node.exception}` : id
  }
  const text = `${print(node.left, node.conjunction)} ${node.conjunction.toUpperCase()} ${print(node.right, node.conjunction)}`
  return within && within !== node.conjunction ? `(${text})` : text
}

/** The expression in its normal spelling, `GPL-3.0` left open as it is; `null` when it is none. */
export function normalExpression(source: string): string | null {
  try {
    return print(parse(source))
  } catch {
    return null
  }
}

/** Families of all licences in an expression. */
export function familiesIn(expression: string): Set<string> {
  const out = new Set<string>()
  const walk = (node: Expression) => {
    if ('license' in node) out.add(familyOf(currentId(node.license)))
    else {
      walk(node.left)
      walk(node.right)
    }
  }
  try {
    walk(parse(expression))
  } catch {
    out.add(expression)
  }
  return out
}

const NOTHING = /^(?:un-?licensed|proprietary|commercial|private|none|all rights reserved|other\/proprietary.*)$/i
/** Names that several versions share. */
const FAMILY =
  /^(?:the )?(?:new |modified )?(?:gnu )?(?:[al]?gpl|gfdl|bsd|cc|cc[- ]by(?:-\w\w)*|mpl|epl|eupl|cddl|artistic|zpl|psf|php)(?:[- ]?(?:style|licen[cs]e))?$/i

/** Reads `Package.license`: SPDX, the older `A/B`, Python's classifiers, or a name that can be corrected to SPDX. */
export function readStatement(value: string): Statement {
  const text = value
    .trim()
    .replace(/^License :: (?:OSI Approved :: )?/, '')
    .replace(/\s+/g, ' ')
  const see = /^see licen[cs]e in (.+)$/i.exec(text)
  if (see) return { kind: 'file', path: see[1]!.replace(/^\.\//, '') }
  if (NOTHING.test(text)) return { kind: 'none' }
  const expression = normalExpression(text) ?? listed(text)
  if (expression) return { kind: 'expression', expression }
  if (FAMILY.test(text) || text.length > 100) return { kind: 'vague' }
  const corrected = correct(text, { upgrade: false })
  const normal = corrected && !/[()]/.test(corrected) ? normalExpression(corrected) : null
  return normal ? { kind: 'expression', expression: normal } : { kind: 'vague' }
}

/** `MIT/Apache-2.0`, `MIT, Ruby`, `GPL-2.0 or MIT`: a choice, as those who write it so mean it. */
function listed(text: string): string | null {
  const and = / and /i.test(text)
  const parts = text.replace(/^\((.*)\)$/, '$1').split(/\s*[/,;|]\s*|\s+(?:or|and)\s+/i)
  if (parts.length < 2 || parts.length > 5) return null
  const ids: string[] = []
  for (const part of parts) {
    const id =
      normalExpression(part) ?? (FAMILY.test(part) ? null : normalExpression(correct(part, { upgrade: false }) ?? ''))
    if (!id) return null
    if (!ids.includes(id)) ids.push(id)
  }
  return ids.join(and ? ' AND ' : ' OR ')
}
