import { type Contribution, type Package, RANK } from '../../detector'
import type { Facts } from '../../facts'
import { join, type Project, string } from '../../project'
import { installs, memberTasks, STARTERS, tasks } from './deno-commands'
import { type DenoUnit, denoUnits, dependenciesOf, isPublished, kindsOf } from './deno-units'
import { exportsOf } from './exports'
import { mainNames } from './install'
import { stringMap } from './manifest'

/**
 * What Deno's configuration says. Beside a `package.json` at the root (`besideNode`) only what is published to JSR
 * and the lock file count: the package's scripts are the project's commands.
 */
export function denoContribution(project: Project, besideNode: boolean): Contribution {
  const units = denoUnits(project)
  const root = units[0]
  if (!root) return {}
  const own = units.filter((unit) => unit.side === null)
  const names = new Set(units.map((unit) => unit.name).filter((name) => name !== null))
  const published = own.filter(isPublished)
  const install = installs(project, published)
  if (besideNode || root.path === 'jsr.json')
    return { commands: install, ...(project.has('deno.lock') ? { package_managers: [manager(project, root)] } : {}) }
  const dependencies = own.flatMap((unit) => dependenciesOf(project, unit, names))
  const packages = units.map(
    (unit): Package => ({
      ecosystem: 'jsr',
      directory: unit.directory,
      manifest: unit.path,
      name: unit.name ? { value: unit.name, sources: [unit.at('name')] } : null,
      description: string(unit.json.description)
        ? { value: string(unit.json.description) ?? '', sources: [unit.at('description')] }
        : null,
      version: string(unit.json.version)
        ? { value: string(unit.json.version) ?? '', sources: [unit.at('version')] }
        : null,
      license: string(unit.json.license)
        ? { value: string(unit.json.license) ?? '', sources: [unit.at('license')] }
        : null,
      private: !isPublished(unit),
      kinds:
        unit.side === null
          ? kindsOf(
              unit,
              dependencies.filter((d) => d.manifest === unit.path),
            )
          : unit.side === 'test'
            ? []
            : [unit.side],
      members: unit.members,
    }),
  )
  const main = new Set(
    mainNames(
      published.map((unit) => unit.name ?? ''),
      project.repositoryName,
    ),
  )
  const entries = published.flatMap((unit) => {
    const dot = stringMap(unit.json.exports).get('.') ?? string(unit.json.exports)
    const path = dot && join(unit.directory, dot)
    return path && project.has(path) ? [{ unit, path }] : []
  })
  const start = [...STARTERS, 'mod.ts'].find((path) => project.has(path))
  return {
    packages,
    package_managers: [manager(project, root)],
    dependencies,
    runtimes: denoRuntime(project),
    commands: [
      ...install,
      ...(dependencies.length
        ? [
            {
              group: 'setup' as const,
              command: 'deno install',
              cwd: '.',
              rank: RANK.convention,
              sources: [{ path: root.path }],
            },
          ]
        : []),
      ...tasks(project, root),
      ...memberTasks(project, units),
    ],
    entry_points: [
      ...entries.map(({ unit, path }) => ({ path, what: `Entry of \`${unit.name}\``, sources: [unit.at('exports')] })),
      ...(start && !entries.length
        ? [{ path: start, what: 'Start of the application', sources: [{ path: start }] }]
        : []),
    ],
    surface: {
      exports: entries
        .filter(({ unit }) => main.has(unit.name ?? ''))
        .flatMap(({ unit, path }) => exportsOf(project, path, unit.name)),
    },
  }
}

/** The version that version managers of Deno pin. */
function denoRuntime(project: Project): Facts['runtimes'] {
  const path = ['.dvmrc', '.deno-version'].find((name) => project.has(name))
  const version = path && project.text(path)?.trim().replace(/^v/, '')
  return path && version && /^\d[\w.-]*$/.test(version)
    ? [{ name: 'deno', constraint: version, sources: [{ path }] }]
    : []
}

function manager(project: Project, root: DenoUnit): Facts['package_managers'][number] {
  const lockfile = project.has('deno.lock') ? 'deno.lock' : undefined
  return {
    name: 'deno',
    manifest: root.path,
    ...(lockfile ? { lockfile } : {}),
    cwd: '.',
    sources: [{ path: root.path }, ...(lockfile ? [{ path: lockfile }] : [])],
  }
}
