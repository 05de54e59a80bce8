import { openProject } from '../../../../src/analysis/project'
import { cliOf } from '../../../../src/analysis/surface/cli'
import { routesOf } from '../../../../src/analysis/surface/routes'
import { opener } from '../../../../src/analysis/surface/source-file'
import { type Files, snapshotOf } from '../../snapshot'

const opened = (files: Files) => openProject(snapshotOf(files), 'harbour').project

/** Routes as `GET /x`, or with their place as `GET /x server.js:3`. */
export function routes(proof: string, files: Files, placed = false): string[] {
  const project = opened(files)
  return routesOf(project, [proof], opener(project)).map(
    ({ method, path, sources: [source] }) => `${method} ${path}${placed ? ` ${source?.path}:${source?.line}` : ''}`,
  )
}

/** Commands as `harbour add: -f, --force = Help`, one line for each flag, and one for each command. */
export function commands(proof: string, files: Files, entry = 'main'): string[] {
  const project = opened(files)
  const binaries = [{ name: 'harbour', entry, sources: [{ path: Object.keys(files)[0]! }] }]
  return cliOf(project, [proof], binaries, opener(project)).flatMap(({ name, description, options = [] }) => [
    `${name}${description ? ` = ${description}` : ''}`,
    ...options.map((one) => `${name}: ${one.flags}${one.description ? ` = ${one.description}` : ''}`),
  ])
}
