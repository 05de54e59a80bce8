import type { Service } from './compose'
import { dotenvKind } from './environment-files'
import { baseOf, folderOf, type Project } from './project'

/** Settings that hold for everybody who starts the program, not for one of its profiles. */
const DEFAULTS =
  /^(?:application\.(?:properties|ya?ml)|appsettings(?:\.Development)?\.json|database\.ya?ml|(?:dev|development|config|runtime)\.exs|(?:settings|config|base|dev|development|local)\.(?:py|[cm]?[jt]s|toml|ya?ml)|config\.go)$/

/** Is this a file of example or default settings, by its name? */
export const holdsSettings = (path: string): boolean => DEFAULTS.test(baseOf(path)) || dotenvKind(baseOf(path)) !== null

/** Do the project's example or default settings point to one of these services, by name or on this machine? */
export function needsServices(project: Project, folder: string, services: readonly Service[]): boolean {
  const names = services.map(({ name }) => name.replace(/[^\w-]/g, '')).filter(Boolean)
  const host = new RegExp(
    `(?:@|//|\\bHOST(?:NAME)?["']?\\s{0,4}[=:,]\\s{0,4}["']?)(?:localhost|127\\.0\\.0\\.1|${names.join('|')})\\b`,
    'i',
  )
  const ports = services.flatMap(({ ports: all }) => all.map((port) => port.split(':').slice(0, -1).at(-1) ?? port))
  return project.own(/./).some((path) => {
    const kind = dotenvKind(baseOf(path))
    if (kind === null && !DEFAULTS.test(baseOf(path))) return false
    if (folder !== '.' && kind !== null && folderOf(path) !== '.' && !path.startsWith(`${folder}/`)) return false
    const text = project.text(path) ?? ''
    return host.test(text) && (!ports.length || ports.some((port) => text.includes(port)))
  })
}
