import type { Command, Facts } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink, typed } from '../context'
import { flowchart } from '../diagram'
import { capital, code, joined, listed, type Markdown, md, prose } from '../escape'
import { started } from './quick-start'

type Compose = NonNullable<Facts['docker']>['compose'][number]

const MOST_FILES = 4
/** Containers to develop in, and those of examples and tests, are not the project's. */
const NOT_OWN = /(?:^|\/)(?:\.[^/]+|examples?|samples?|demos?|tests?|e2e|integration[-_]tests?|fixtures|testdata)\//i
/** A compose file for another place than the usual one: `compose.override.yml`, not `compose.yml`. */
const VARIANT = /(?<!(?:^|\/)(?:docker-)?compose)\.ya?ml$/
/** Is this command about containers? The development table leaves those to this section. */
export const isContainerCommand = ({ command }: Command): boolean => /^(?:docker|podman)\b/.test(command)

/** `8000:8000` as a person reads it: the port on the reader's machine. */
const ports = (values: readonly string[]): Markdown =>
  joined(
    values.map((value) => code(value)),
    ', ',
  )

function services(context: Context, { path, services: all, sources }: Compose): Block[] {
  const rows = all.map(({ name, image, build, ports: published }) => ({
    cells: [
      code(name),
      image && !image.includes('$') ? code(image) : build ? md`built from ${code(build)}` : md``,
      ports(published),
    ],
    sources,
  }))
  if (!rows.length) return []
  // Names alone need no table.
  if (all.every(({ image, build, ports: published }) => !image && !build && !published.length))
    return [
      paragraph(md`Services of ${fileLink(context, path)}: ${listed(all.map(({ name }) => code(name)))}.`, sources),
    ]
  return [
    paragraph(md`Services of ${fileLink(context, path)}:`, sources),
    ...table([md`Service`, md`Image`, md`Ports`], rows),
  ]
}

/** Which service waits for which, drawn: for the first file that says so. */
function order(files: readonly Compose[]): Block[] {
  const drawn = files.map(({ path, services: all, sources }) => ({
    path,
    sources,
    diagram: flowchart(
      all.map(({ name, image, build, ports: published }) => ({
        key: name,
        label: [
          name,
          ...(image && !image.includes('$') ? [image] : build ? [`built from ${build}`] : []),
          ...published,
        ],
        sources,
      })),
      all.flatMap(({ name, depends_on = [] }) => depends_on.map((to) => ({ from: name, to, sources }))),
    ),
  }))
  const first = drawn.find(({ diagram }) => diagram.length > 0)
  if (!first) return []
  return [paragraph(md`Each service starts after those that its arrows lead to:`, first.sources), ...first.diagram]
}

/** Settings files that only the services beside them read, which a start without containers does not make. */
function settings(facts: Facts): Command[] {
  const folders = new Set(
    (facts.docker?.compose ?? []).map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/')))),
  )
  const { before } = started(facts)
  return facts.commands.setup
    .filter((command) => command.command.startsWith('cp ') && folders.has(command.cwd) && !before.includes(command))
    .map((command) => ({ ...command, purpose: command.purpose ?? 'Make the settings file' }))
}

/** Images and services that the repository defines, and the commands for them. */
export function containers(context: Context): Block[] {
  const { docker, commands } = context.facts
  if (!docker) return []
  const images = docker.dockerfiles.filter(({ path }) => !NOT_OWN.test(path)).slice(0, MOST_FILES)
  const compose = docker.compose
    .filter(({ path }) => !NOT_OWN.test(path))
    .toSorted((a, b) => Number(VARIANT.test(a.path)) - Number(VARIANT.test(b.path)))
    .slice(0, MOST_FILES)
  const typedHere = [
    ...settings(context.facts),
    ...[...commands.build, ...commands.setup, ...commands.run].filter(isContainerCommand),
  ]
  return [
    ...table(
      [md`Task`, md`Command`],
      typedHere.map((command) => ({
        cells: [prose(capital(command.purpose ?? '')), code(typed(context, command))],
        sources: command.sources,
      })),
    ),
    ...table(
      [md`Image`, md`Based on`, md`Listens on`],
      images.map((image) => ({
        cells: [
          fileLink(context, image.path),
          joined(
            image.base_images.filter((base) => !base.includes('$')).map((base) => code(base)),
            ', ',
          ),
          ports(image.exposed_ports.map(String)),
        ],
        sources: image.sources,
      })),
    ),
    ...compose.flatMap((one) => services(context, one)),
    ...order(compose),
  ]
}
