import type { Contribution } from '../detector'
import { RANK } from '../detector'
import { purl } from '../manifests/purl'
import { normalised, parseRequirement } from '../manifests/python/requirement'
import type { Project } from '../project'
import { pipPackages } from './installing'
import type { ShellLine } from './shell-lines'
import { ASIDE } from './steps'

const PYTHON_MANIFEST =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|pixi\.toml|environment\.ya?ml|[\w-]*requirements[\w.-]*\.(?:txt|in))$/i

/** A repository of Python scripts without a manifest, whose README says what to install: that line is its list of dependencies. */
export function scriptsOnly(project: Project, path: string, lines: readonly ShellLine[]): Contribution {
  const scripts = project.inFolder('.').filter((one) => /^[^/]+\.py$/.test(one))
  if (!scripts.length || project.named(PYTHON_MANIFEST).length) return {}
  const imports = (name: string) =>
    scripts.some((one) =>
      new RegExp(`^\\s*(?:import|from)\\s+${name.replace(/[^\w]/g, '_')}\\b`, 'm').test(project.text(one) ?? ''),
    )
  for (const { text, line, heading } of lines) {
    const found = ASIDE.test(heading) ? [] : pipPackages(text)
    const requirements = found.flatMap((one) => parseRequirement(one) ?? [])
    if (!requirements.some(({ name }) => imports(normalised(name)))) continue
    const sources = [{ path, line }]
    return {
      package_managers: [{ name: 'pip', manifest: path, cwd: '.', sources }],
      dependencies: requirements.map(({ name, version }) => ({
        name,
        ...(version && { version }),
        scope: 'runtime' as const,
        manifest: path,
        purl: purl('pypi', name, version),
        sources,
      })),
      commands: [{ group: 'setup', command: text, cwd: '.', rank: RANK.convention, sources }],
    }
  }
  return {}
}
