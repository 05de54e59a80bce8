import type { Command, Facts } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink, typed } from '../context'
import { capital, code, joined, type Markdown, md, prose } from '../escape'

type Compose = NonNullable<Facts['docker']>['compose'][number]

const MOST_FILES = 4
/** Containers to develop in, and those of examples, are not the project's. */
const NOT_OWN = /(?:^|\/)(?:\.[^/]+|examples?|samples?|demos?)\//i
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
    cells: [code(name), image ? code(image) : build ? md`built from ${code(build)}` : md``, ports(published)],
    sources,
  }))
  if (!rows.length) return []
  return [
    paragraph(md`Services of ${fileLink(context, path)}:`, sources),
    ...table([md`Service`, md`Image`, md`Ports`], rows),
  ]
}

/** Images and services that the repository defines, and the commands for them. */
export function containers(context: Context): Block[] {
  const { docker, commands } = context.facts
  if (!docker) return []
  const images = docker.dockerfiles.filter(({ path }) => !NOT_OWN.test(path)).slice(0, MOST_FILES)
  const compose = docker.compose.filter(({ path }) => !NOT_OWN.test(path)).slice(0, MOST_FILES)
  const typedHere = [...commands.build, ...commands.setup, ...commands.run].filter(isContainerCommand)
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
            image.base_images.map((base) => code(base)),
            ', ',
          ),
          ports(image.exposed_ports.map(String)),
        ],
        sources: image.sources,
      })),
    ),
    ...compose.flatMap((one) => services(context, one)),
  ]
}
