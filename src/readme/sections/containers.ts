import type { Command, Facts } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink, typed } from '../context'
import { flowchart } from '../diagram'
import { capital, code, joined, listed, type Markdown, md, prose, text } from '../escape'
import { isOwnFile, type Service, type Stack, stackOf, stacksOf } from './compose'
import { started } from './quick-start'

type Image = NonNullable<Facts['docker']>['dockerfiles'][number]

const MOST_FILES = 4

/** Is this command about containers? The development table leaves those to this section. */
export const isContainerCommand = ({ command }: Command): boolean => /^(?:docker|podman)\b/.test(command)

/** `8000:8000` as a person reads it: the port on the reader's machine. */
const ports = (values: readonly string[]): Markdown =>
  joined(
    values.map((value) => code(value)),
    ', ',
  )

/** What a service is made of: an image that others publish, or one that is built from a folder. */
const madeOf = ({ image, build }: Service): Markdown =>
  build ? md`built from ${code(build)}` : image && !image.includes('$') ? code(image) : md``

/** A single service needs no table. */
function service(context: Context, { path, sources }: Stack, one: Service): Block {
  const made = madeOf(one)
  const from = made === '' ? md`` : one.build ? md`, ${made}` : md` from the image ${made}`
  const published = one.ports.length ? md`, on ${ports(one.ports)}` : md``
  return paragraph(md`${fileLink(context, path)} runs ${code(one.name)}${from}${published}.`, sources)
}

function services(context: Context, stack: Stack): Block[] {
  const { path, services: all, sources, overlays } = stack
  const [only] = all
  if (!only) return []
  const files = listed(overlays.map((one) => fileLink(context, one.path)))
  const over = overlays.length
    ? [
        paragraph(
          md`${files} ${text(overlays.length === 1 ? 'changes' : 'change')} these services where laid over it.`,
          overlays.flatMap((one) => one.sources),
        ),
      ]
    : []
  if (all.length === 1) return [service(context, stack, only), ...over]
  // Names alone need no table.
  if (all.every(({ image, build, ports: published }) => !image && !build && !published.length))
    return [
      paragraph(md`Services of ${fileLink(context, path)}: ${listed(all.map(({ name }) => code(name)))}.`, sources),
      ...over,
    ]
  const rows = all.map((one) => ({ cells: [code(one.name), madeOf(one), ports(one.ports)], sources }))
  return [
    paragraph(md`Services of ${fileLink(context, path)}:`, sources),
    ...table([md`Service`, md`Image`, md`Ports`], rows),
    ...over,
    ...order(stack),
  ]
}

/** Arrows that are worth a picture. */
const FEWEST = 2

/** Which service waits for which, drawn: services that stand alone are in the table. */
function order({ services: all, sources }: Stack): Block[] {
  const edges = all.flatMap(({ name, depends_on = [] }) => depends_on.map((to) => ({ from: name, to, sources })))
  const met = new Set(edges.flatMap(({ from, to }) => [from, to]))
  if (edges.length < FEWEST) return []
  const nodes = all
    .filter(({ name }) => met.has(name))
    .map(({ name, image, build, ports: published }) => ({
      key: name,
      label: [
        name,
        ...(build ? [`built from ${build}`] : image && !image.includes('$') && image !== name ? [image] : []),
        ...published,
      ],
      sources,
    }))
  const diagram = flowchart(nodes, edges)
  return diagram.length
    ? [paragraph(md`Each service starts after those that its arrows lead to:`, sources), ...diagram]
    : []
}

/** Images: what each is built on and listens on; a single one needs no table. */
function images(context: Context, all: readonly Image[]): Block[] {
  const bases = ({ base_images: names }: Image) =>
    joined(
      names.filter((base) => !base.includes('$')).map((base) => code(base)),
      ', ',
    )
  const [only] = all
  if (only && all.length === 1) {
    const built = bases(only)
    const said = [
      ...(built === '' ? [] : [md`is based on ${built}`]),
      ...(only.exposed_ports.length ? [md`listens on ${ports(only.exposed_ports.map(String))}`] : []),
    ]
    return said.length
      ? [paragraph(md`The image of ${fileLink(context, only.path)} ${listed(said)}.`, only.sources)]
      : [paragraph(md`The image is described in ${fileLink(context, only.path)}.`, only.sources)]
  }
  return table(
    [md`Image`, md`Based on`, md`Listens on`],
    all.map((image) => ({
      cells: [fileLink(context, image.path), bases(image), ports(image.exposed_ports.map(String))],
      sources: image.sources,
    })),
  )
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

/** What a command starts, where another file adds services to those that its own names. */
function purposeOf(facts: Facts, command: Command): string {
  const { purpose = '' } = command
  const stack = stackOf(facts, command)
  const isOutgrown = stack?.services.some(({ name }) => !purpose.includes(name)) === true
  return isOutgrown ? purpose.replace(/^Start (?!\d).* in containers$/, 'Start the services in containers') : purpose
}

/** Images and services that the repository defines, and the commands for them. */
export function containers(context: Context): Block[] {
  const { facts } = context
  const { docker, commands } = facts
  if (!docker) return []
  const typedHere = [
    ...settings(facts),
    ...[...commands.build, ...commands.setup, ...commands.run].filter(isContainerCommand),
  ]
  return [
    ...table(
      [md`Task`, md`Command`],
      typedHere.map((command) => ({
        cells: [prose(capital(purposeOf(facts, command))), code(typed(context, command))],
        sources: command.sources,
      })),
    ),
    ...images(context, docker.dockerfiles.filter(({ path }) => isOwnFile(path)).slice(0, MOST_FILES)),
    ...stacksOf(facts)
      .slice(0, MOST_FILES)
      .flatMap((stack) => services(context, stack)),
  ]
}
