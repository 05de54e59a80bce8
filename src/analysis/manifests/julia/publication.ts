import type { Source } from '../../facts'
import type { Project } from '../../project'

const README = /^readme(?:\.\w+)?$/i
const TAGBOT = /^tagbot\.ya?ml$/i

/**
 * What shows that a package is in Julia's General registry: the bot that tags what the registry has merged, or a README that adds
 * the package by its name or shows its page there. `null` means that it must not be said.
 */
export function isRegistered(project: Project, name: string): Source | null {
  const bot = project.inFolder('.github/workflows').find((path) => TAGBOT.test(path.slice(path.lastIndexOf('/') + 1)))
  if (bot) return { path: bot }
  if (!/^\w+$/.test(name)) return null
  const shown = new RegExp(
    `Pkg\\.add\\(\\s{0,9}\\[?"${name}"|(?:\\]|pkg>)\\s{0,9}add\\s{1,9}${name}\\b|juliahub\\.com/(?:ui/Packages|docs)/(?:General/)?${name}\\b|pkgs\\.genieframework\\.com\\?packages=${name}\\b|shields\\.io/badge/dynamic[^)\\n]{0,300}${name}\\b`,
  )
  for (const path of project.inFolder('.'))
    if (README.test(path) && shown.test(project.text(path) ?? '')) return project.find(path, shown)
  return null
}
