import type { Package } from '../detector'
import type { Facts, Kind } from '../facts'
import type { Project } from '../project'
import { cliOf } from './cli'
import { routesOf } from './routes'
import { opener } from './source-file'

/** What is known of the project before its surface is read. */
export interface Known {
  dependencies: Facts['dependencies']
  frameworks: Facts['frameworks']
  packages: readonly Package[]
  binaries: Facts['binaries']
  kinds: readonly Kind[]
}

/** Kinds of what answers requests itself; the routes of a library are those of its tests and examples. */
const ANSWERS: ReadonlySet<Kind> = new Set<Kind>(['web-app', 'service', 'template', 'sample', 'desktop-app', 'cli'])

/** Scopes of what a program has in it: a command line is often an optional part of a crate. */
const SHIPPED: ReadonlySet<Facts['dependencies'][number]['scope']> = new Set(['runtime', 'build', 'optional'])

/** `npm/express` of `pkg:npm/express@4`. */
const named = (purl: string) => {
  const [name = ''] = purl.replace(/^pkg:/, '').split(/(?<=.)@/)
  return name.replaceAll('%40', '@')
}

/** What users of the project can call: its HTTP routes and its command line, as its own code or its own description declares them. */
export function surfaceOf(project: Project, known: Known): Pick<Facts['surface'], 'routes' | 'cli'> {
  const open = opener(project)
  const proofs = [
    ...new Set([
      ...known.dependencies.filter(({ scope }) => SHIPPED.has(scope)).map(({ purl }) => named(purl)),
      ...known.frameworks.map(({ name }) => `framework/${name}`),
      ...known.packages.map(({ ecosystem }) => `package/${ecosystem}`),
    ]),
  ]
  const answers = known.kinds.some((kind) => ANSWERS.has(kind))
  return {
    routes: answers ? routesOf(project, proofs, open) : [],
    cli: known.binaries.length || known.kinds.includes('cli') ? cliOf(project, proofs, known.binaries, open) : [],
  }
}
