import type { Facts, Sourced } from '../../facts'
import { lineAt, type Project } from '../../project'

const MOST = 3_000
const NAME = /^@?[\p{L}_][\p{L}\p{N}_!]*$/u

/** Names that the file of a module exports, lists over several lines included. */
export function exportsOf(project: Project, path: string, module: string): Facts['surface']['exports'] {
  const text = project.text(path) ?? ''
  const found = new Map<string, Facts['surface']['exports'][number]>()
  for (const match of text.matchAll(/^[ \t]*export[ \t\n]+((?:[^\n]*,[ \t]*(?:#[^\n]*)?\n){0,200}[^\n]*)/gm)) {
    const line = lineAt(text, match.index)
    for (const name of match[1]!.replace(/#[^\n]*/g, '').split(/[\s,;]+/))
      if (NAME.test(name) && !found.has(name) && found.size < MOST)
        found.set(name, {
          name,
          kind: name.startsWith('@') ? 'macro' : /^\p{Lu}/u.test(name) ? 'type' : 'function',
          module,
          sources: [{ path, line }],
        })
  }
  return [...found.values()]
}

/** The first sentence of a module's docstring, for a manifest that has no description. */
export function docstringOf(project: Project, path: string, module: string): Sourced | null {
  const text = project.text(path)
  const match = text?.match(new RegExp(`"""\\s*([\\s\\S]{1,4000}?)"""\\s*(?:baremodule|module)[ \\t]+${module}\\b`))
  if (!text || match?.index === undefined) return null
  const paragraph = match[1]!
    .split(/\n\s*\n/)
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .find((one) => /^[A-Z`*]/.test(one) && one.split(' ').length > 3 && !one.startsWith('#') && !one.endsWith(':'))
  return paragraph ? { value: paragraph.slice(0, 400), sources: [{ path, line: lineAt(text, match.index) }] } : null
}
