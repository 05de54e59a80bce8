import { array, baseOf, type Document, folderOf, join, type Project, record, string, strings } from './project'

/** A service of a compose file, in the terms of the Compose Specification. */
export interface Service {
  name: string
  image?: string
  /** The build context as written, relative to the compose file. */
  build?: string
  /** Dockerfile of the build, relative to its context. */
  dockerfile?: string
  /** Each as `host:container`, or the container's port alone. */
  ports: string[]
  environment: { name: string; value: string | null; key: string | number }[]
  envFiles: { path: string; required: boolean }[]
  /** Files and folders of the host that are mounted, as written: `./conf.d`. */
  mounts: string[]
  /** Services that are started before it. */
  dependsOn: string[]
  /** Started only with `--profile`. */
  profiled: boolean
}

const text = (value: unknown) => string(value) ?? (typeof value === 'number' ? String(value) : null)

/** `${PORT:-8080}` by its default; without one the name stays, so that the reader sees what to set. */
export const interpolate = (value: string): string =>
  value.replace(/\$\{(\w+):?-([^${}]*)\}/g, '$2').replace(/\$\{(\w+)(?::?[?+][^${}]*)?\}/g, '${$1}')

function port(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  const short = string(value)
  if (short) return interpolate(short).replace(/\/(?:tcp|udp)$/, '')
  const long = record(value)
  const target = text(long.target)
  const published = text(long.published)
  return target ? (published ? `${interpolate(published)}:${target}` : target) : null
}

function environment(value: unknown): Service['environment'] {
  if (Array.isArray(value))
    return value.flatMap((item, key) => {
      const [, name, set] = text(item)?.match(/^([A-Za-z_]\w*)(?:=([\s\S]*))?$/) ?? []
      return name ? [{ name, value: set ?? null, key }] : []
    })
  return Object.entries(record(value)).map(([name, set]) => ({
    name,
    value: typeof set === 'boolean' ? String(set) : text(set),
    key: name,
  }))
}

function envFiles(value: unknown): Service['envFiles'] {
  return (Array.isArray(value) ? value : [value]).flatMap((item) => {
    const path = string(item) ?? string(record(item).path)
    return path ? [{ path, required: record(item).required !== false }] : []
  })
}

function mounts(value: unknown): string[] {
  return array(value).flatMap((item) => {
    const source = string(item)?.split(':')[0] ?? (record(item).type === 'bind' ? string(record(item).source) : null)
    const here = source?.replace(/^(?:\$PWD|\$\{PWD\})(?=\/)/, '.')
    return here?.startsWith('.') ? [here] : []
  })
}

function service(name: string, value: unknown): Service {
  const given = record(value)
  const build = string(given.build) ?? (given.build ? (string(record(given.build).context) ?? '.') : null)
  const image = text(given.image)
  const dockerfile = string(record(given.build).dockerfile)
  return {
    name,
    ...(image && { image: interpolate(image) }),
    ...(build && { build: interpolate(build) }),
    ...(dockerfile && { dockerfile: interpolate(dockerfile) }),
    ports: array(given.ports).flatMap((item) => port(item) ?? []),
    environment: environment(given.environment),
    envFiles: given.env_file === undefined ? [] : envFiles(given.env_file),
    mounts: mounts(given.volumes),
    dependsOn: Array.isArray(given.depends_on) ? strings(given.depends_on) : Object.keys(record(given.depends_on)),
    profiled: array(given.profiles).length > 0,
  }
}

/** Services of a compose file in the order of the file; `null` when it is none. */
export function parseCompose(document: Document | null): Service[] | null {
  const services = record(document?.value).services
  if (typeof services !== 'object' || services === null) return null
  return Object.entries(record(services)).map(([name, value]) => service(name, value))
}

/** Would `docker compose up` find what this service takes from the tree? Its context, its Dockerfile, its env files, mounted files. */
export function composeResolves(project: Project, path: string, service: Service): boolean {
  const folder = folderOf(path)
  const at = (name: string) => {
    const joined = join(folder, name)
    return joined !== null && (project.has(joined) || project.hasFolder(joined))
  }
  if (service.build && !/^(?:https?|git|ssh):/.test(service.build)) {
    const context = join(folder, service.build)
    if (context === null || !project.hasFolder(context)) return false
    const dockerfile = join(context, service.dockerfile ?? 'Dockerfile')
    if (dockerfile === null || !project.has(dockerfile)) return false
  }
  // A settings file that the reader copies from its example is there by then.
  const copied = (name: string) => ['example', 'sample', 'template', 'dist'].some((end) => at(`${name}.${end}`))
  if (service.envFiles.some((file) => file.required && !at(file.path) && !copied(file.path))) return false
  // A mounted folder that is missing is made by Docker; a mounted file would become a folder.
  return service.mounts.every((mount) => !/\/[^/]*\w\.(?!d$)\w+$/.test(mount) || at(mount))
}

const CODE = /\.(?:py|go|rs|[cm]?[jt]sx?|java|kt|rb|php|cs|c|cc|cpp|exs?|swift|scala|dart)$/

/**
 * Is the project itself among what `docker compose up` starts: built from a folder with code, or an image that carries the
 * name of the repository or of a folder at its root? An image that only adds settings to somebody's server is not.
 */
export function startsOwn(project: Project, path: string, services: readonly Service[]): boolean {
  const isOwn = ({ build, image, profiled }: Service) => {
    if (profiled) return false
    const name = baseOf(image?.split(':')[0] ?? '').toLowerCase()
    if (name && (name === project.repositoryName.toLowerCase() || (build === undefined && project.hasFolder(name))))
      return true
    const context = build === undefined ? null : join(folderOf(path), build)
    return context !== null && (context === '.' || project.below(context).some((one) => CODE.test(one)))
  }
  return services.some(isOwn)
}

/** `startsOwn` of the compose file at `path`; not for what is none. */
export const composeStarts = (project: Project, path: string): boolean =>
  startsOwn(project, path, parseCompose(project.yaml(path)) ?? [])
