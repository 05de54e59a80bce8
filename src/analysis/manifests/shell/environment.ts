import { isPlatformVariable, isVariableName, shownDefault } from '../../environment-names'
import { readmeIn } from '../../existing-readme'
import type { Facts } from '../../facts'
import { lineCounter } from '../../line-numbers'
import type { Project } from '../../project'

const MOST = 1_000
const READ = /(?:\$\{?|\bexport )([A-Z][A-Z0-9_]{2,60})(?:(:)?[-=]([^{}$`"'\s]{0,60})\})?/g

/**
 * Variables that scripts read or set for others under the project's own prefix (`NVM_` of nvm) and that its README names: the rest
 * are the script's own. The default is what `${NAME:-default}` falls back to.
 */
export function shellEnvironment(project: Project, scripts: readonly string[]): Facts['environment'] {
  const readme = readmeIn(project, '.')
  const documented = (readme && project.text(readme)) || ''
  const base = project.hostedName.toUpperCase().replace(/\.(?:Z?SH|BASH|FISH)$/, '')
  const prefixes = [base.replace(/[^A-Z0-9]+/g, '_'), base.replace(/[^A-Z0-9]+/g, '')].map((one) => `${one}_`)
  const named = new Set(documented.match(/\b[A-Z][A-Z0-9_]{2,60}\b/g) ?? [])
  const found = new Map<string, Facts['environment'][number]>()
  for (const path of scripts) {
    const text = project.text(path) ?? ''
    const lineOf = lineCounter(text)
    for (const match of text.matchAll(READ)) {
      const name = match[1]!
      if (!named.has(name) || !prefixes.some((one) => name.startsWith(one))) continue
      if (!isVariableName(name) || isPlatformVariable(name)) continue
      // `${NAME-x}` only asks whether it is set at all.
      const value = match[2] || (match[3] ?? '').length > 1 ? shownDefault(name, match[3]) : undefined
      const known = found.get(name)
      if (known) {
        if (known.default === undefined && value !== undefined) known.default = value
      } else if (found.size < MOST)
        found.set(name, {
          name,
          ...(value !== undefined && { default: value }),
          sources: [{ path, line: lineOf(match.index) }],
        })
    }
  }
  return [...found.values()]
}
