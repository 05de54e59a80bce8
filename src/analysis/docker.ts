import picomatch from 'picomatch'
import { composeResolves, parseCompose, type Service, startsOwn } from './compose'
import { holdsSettings, needsServices } from './compose-needs'
import { type CommandCandidate, type Detector, RANK } from './detector'
import { type Dockerfile, isDockerfile, parseDockerfile } from './dockerfile'
import { escaped } from './literal-pattern'
import type { Asked } from './path-index'
import { baseOf, folderOf, join, type Project } from './project'
import type { Role } from './roles'

const COMPOSE = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i
/** Names that `docker compose` takes without `-f`, best first. */
const DEFAULT = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']
const ROLES: readonly Role[] = ['own', 'devcontainer', 'test', 'example']
/** Folders of maintainers' own tools: an image from there is not the product. */
const ASIDE = /(?:^|\/)(?:extras?|packaging|contrib|scripts?|tools?|ci|dev|hack|release|\.[^/]+)\//i
/** Names of a last stage that is the product; another's name stands for a step or a variant. */
const FINAL =
  /^(?:final|release|prod(?:uction)?|runtime|runner|run|app|server|web|main(?:-app)?|base|dist|deploy|image|default|service)$/
/** Files of the project's containers, its own first; fixtures, templates and others' code are none. */
function files(project: Project, base: Asked): string[] {
  return project
    .named(base)
    .filter((path) => project.role(path) !== 'example' || /^examples?\//.test(path))
    .filter((path) => !/(?:^|\/)(?:fixtures?|__fixtures__|testdata|test-data|snapshots?)\//i.test(path))
    .map((path) => ({ path, rank: ROLES.indexOf(project.role(path)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ path }) => path)
}

/** Does everything that the image copies from its context stand in the tree? */
function copiesResolve(project: Project, context: string, copied: string[]): boolean {
  return copied.every((source) => {
    if (/^(?:https?:|git@|git:)/.test(source)) return true
    if (source.includes('$')) return false
    const path = join(context, source)
    if (path === null) return false
    if (/[*?[]/.test(path)) {
      const matches = picomatch(path, { dot: true })
      return project.paths.some((one) => matches(one)) || project.paths.some((one) => matches(folderOf(one)))
    }
    return project.has(path) || project.hasFolder(path)
  })
}

/** An image that starts a shell and serves nothing is somebody's workshop, not the product. */
const isWorkshop = (image: Dockerfile) =>
  image.ports.length === 0 && /^\[?\s*"?(?:\/\w+)*\/?(?:ba|z|da)?sh"?\s*(?:,\s*"-l?"\s*)?\]?$/.test(image.starts)

/** Does code stand below this folder? An image of somebody's server with settings added is not the product. */
const holdsProgram = (project: Project, folder: string): boolean =>
  project
    .below(folder)
    .some((path) => /\.(?:py|go|rs|[cm]?[jt]sx?|java|kt|rb|php|cs|c|cc|cpp|exs?|swift|scala|dart)$/.test(path))

/** Is the image made from the root: does compose say so, or do its steps go into its own folder by the path from there? */
function isMadeFromRoot(path: string, image: Dockerfile, builds: ReadonlySet<string>): boolean {
  const folder = folderOf(path)
  if (builds.has(`.\n${path}`)) return true
  return folder.includes('/') && new RegExp(`(?<![\\w.-])${escaped(folder)}(?![\\w.-])`).test(image.steps)
}

/** Each context and Dockerfile that a compose file builds. */
function composeBuilds(project: Project): Set<string> {
  const found = new Set<string>()
  for (const path of files(project, COMPOSE))
    for (const { build, dockerfile } of parseCompose(project.yaml(path)) ?? []) {
      const context = build === undefined ? null : join(folderOf(path), build)
      const file = context === null ? null : join(context, dockerfile ?? 'Dockerfile')
      if (file !== null) found.add(`${context}\n${file}`)
    }
  return found
}

/** `docker build` for an own Dockerfile that builds from the tree alone: in its folder, or from the root when that is its context. */
function buildCommand(
  project: Project,
  path: string,
  image: Dockerfile,
  builds: ReadonlySet<string>,
): CommandCandidate[] {
  if (project.role(path) !== 'own' || !image.stages.length || image.stages.some((stage) => stage.unresolved)) return []
  if (isWorkshop(image) || ASIDE.test(path) || !/^(?:Docker|Container)file$/i.test(baseOf(path))) return []
  const last = image.stages.at(-1)!.name
  if (last !== null && image.stages.length > 1 && !FINAL.test(last)) return []
  const folder = folderOf(path)
  const contexts = isMadeFromRoot(path, image, builds) ? ['.'] : [folder, '.']
  const context = contexts.find((one) => copiesResolve(project, one, image.copied))
  if (context === undefined) return []
  const tag = (
    folder === '.' || /^(?:docker|build|deploy|container)$/i.test(baseOf(folder))
      ? project.repositoryName
      : baseOf(folder)
  )
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '')
  if (
    folder !== '.' &&
    context === folder &&
    !/^(?:docker|containers?)$/i.test(folder) &&
    !holdsProgram(project, folder)
  )
    return []
  const file = context === folder ? '' : ` -f ${path}`
  return [
    {
      group: 'build',
      command: `docker build -t ${tag || 'app'}${file} .`,
      cwd: context,
      purpose: 'Build the container image',
      rank: RANK.convention + 5,
      sources: [{ path }],
    },
  ]
}

/** `docker compose up` where the file starts the application itself; where it starts only what the application needs, a step of the setup. */
function composeCommands(project: Project, path: string, services: Service[]): CommandCandidate[] {
  const started = services.filter((service) => !service.profiled)
  const rivals = DEFAULT.filter((name) => project.has(join(folderOf(path), name) ?? name))
  if (project.role(path) !== 'own' || baseOf(path) !== rivals[0] || !started.length) return []
  if (!started.every((service) => composeResolves(project, path, service))) return []
  const starts = startsOwn(project, path, started)
  // Where a person may do without them, services beside the application are no step of anybody's.
  if (!starts && !needsServices(project, folderOf(path), started)) return []
  const names = started.map((service) => service.name)
  const listed = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]
  return [
    {
      group: starts ? ('run' as const) : ('setup' as const),
      command: starts ? 'docker compose up' : 'docker compose up -d',
      cwd: folderOf(path),
      purpose: names.length > 6 ? `Start ${names.length} services in containers` : `Start ${listed} in containers`,
      rank: starts ? (folderOf(path) === '.' ? RANK.task : RANK.convention + 5) : RANK.convention,
      sources: [project.find(path, /^services:/m)],
    },
    ...(starts && started.some(({ build }) => build !== undefined)
      ? [
          {
            group: 'build' as const,
            command: 'docker compose build',
            cwd: folderOf(path),
            purpose: 'Build the images of the services',
            rank: RANK.convention + 6,
            sources: [project.find(path, /^[ \t]+build:/m)],
          },
        ]
      : []),
  ]
}

/**
 * Dockerfiles and compose files of the tree, the project's own first; those of dev containers, tests, examples and docs
 * stand after them and give no command (`roleOf` tells them apart by path).
 */
export const docker: Detector = {
  name: 'docker',
  extensions: [
    '',
    'dockerfile',
    'containerfile',
    'env',
    'yml',
    'yaml',
    'properties',
    'json',
    'exs',
    'py',
    'js',
    'cjs',
    'mjs',
    'jsx',
    'ts',
    'cts',
    'mts',
    'tsx',
    'toml',
    'go',
  ],
  wants(path) {
    if (isDockerfile(baseOf(path)) || COMPOSE.test(baseOf(path))) return 262_144
    return holdsSettings(path) ? 32_768 : 0
  },
  detect(project) {
    const commands: CommandCandidate[] = []
    const builds = composeBuilds(project)
    const dockerfiles = files(project, isDockerfile)
      .filter((path) => project.role(path) !== 'test')
      .flatMap((path) => {
        const image = parseDockerfile(project.text(path) ?? '')
        if (!image.stages.length) return []
        commands.push(...buildCommand(project, path, image, builds))
        return [
          {
            path,
            base_images: image.baseImages,
            exposed_ports: image.ports,
            stages: image.stages.flatMap((stage) => stage.name ?? []),
            sources: [project.find(path, /^\s*FROM\s/im)],
          },
        ]
      })
    const compose = files(project, COMPOSE).flatMap((path) => {
      const services = parseCompose(project.yaml(path))
      if (!services) return []
      commands.push(...composeCommands(project, path, services))
      return [
        {
          path,
          services: services.map(({ name, image, build, ports, dependsOn }) => ({
            name,
            ...(image && { image }),
            ...(build && { build }),
            ports,
            ...(dependsOn.length && { depends_on: dependsOn }),
          })),
          sources: [project.find(path, /^services:/m)],
        },
      ]
    })
    return dockerfiles.length || compose.length ? { docker: { dockerfiles, compose }, commands } : {}
  },
}
