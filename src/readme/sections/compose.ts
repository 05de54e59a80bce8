import type { Command, Facts, Source } from '../../analysis/facts'
import { isDatabaseImage } from '../wording/databases'

export type Compose = NonNullable<Facts['docker']>['compose'][number]
export type Service = Compose['services'][number]

/** Containers to develop in, and those of examples and tests, are not the project's. */
const NOT_OWN =
  /(?:^|\/)(?:\.[^/]+|examples?|samples?|demos?|tests?|e2e|cypress|playwright|integration[-_]tests?|fixtures|testdata)\//i
export const isOwnFile = (path: string): boolean => !NOT_OWN.test(path)

/** A compose file for another place than the usual one: `compose.prod.yml`, not `compose.yml`. */
const VARIANT = /(?<!(?:^|\/)(?:docker-)?compose)\.ya?ml$/
/** The variant that is read with the usual one without being asked for. */
const OVERRIDE = /(?:^|\/)(?:docker-)?compose\.override\.ya?ml$/
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** What one command starts: the usual file with what is laid over it, and the files that can be laid over it when asked for. */
export interface Stack extends Compose {
  /** Files that only change services of the stack. */
  overlays: Compose[]
}

function laidOver(base: readonly Service[], over: readonly Service[]): Service[] {
  const byName = new Map(base.map((one) => [one.name, one]))
  for (const one of over) {
    const under = byName.get(one.name)
    const needed = [...new Set([...(under?.depends_on ?? []), ...(one.depends_on ?? [])])]
    byName.set(one.name, {
      ...under,
      ...one,
      ports: [...new Set([...(under?.ports ?? []), ...one.ports])],
      ...(needed.length && { depends_on: needed }),
    })
  }
  return [...byName.values()]
}

/** Does a file name services of the other without saying what they are made of? By itself it starts nothing. */
const isOverlay = (one: Compose, base: Compose) =>
  folderOf(one.path) === folderOf(base.path) &&
  one.services.some(({ image, build, name }) => !image && !build && base.services.some((own) => own.name === name))

/** The project's own stacks, each as it is started: the usual files before variants. */
export function stacksOf({ docker }: Facts): Stack[] {
  const own = (docker?.compose ?? []).filter(({ path }) => isOwnFile(path))
  const usual = own.filter(({ path }) => !VARIANT.test(path))
  const baseOf = (one: Compose) => usual.find((base) => base !== one && isOverlay(one, base))
  const isMerged = (one: Compose) =>
    OVERRIDE.test(one.path) && usual.some(({ path }) => folderOf(path) === folderOf(one.path))
  const stacks = usual.map((base): Stack => {
    const over = own.filter((one) => isMerged(one) && folderOf(one.path) === folderOf(base.path))
    return {
      path: base.path,
      services: over.reduce((services, one) => laidOver(services, one.services), base.services),
      sources: [...base.sources, ...over.flatMap(({ sources }) => sources)],
      overlays: own.filter((one) => VARIANT.test(one.path) && !isMerged(one) && baseOf(one) === base),
    }
  })
  const others = own.filter((one) => VARIANT.test(one.path) && !isMerged(one) && baseOf(one) === undefined)
  return [...stacks, ...others.map((one) => ({ ...one, overlays: [] }))]
}

export const isCompose = ({ command }: Command): boolean => /^(?:docker|podman)[ -]compose\b/.test(command)

/** The stack that a command starts; `null` for what is no command of compose. */
export function stackOf(facts: Facts, command: Command): Stack | null {
  if (!isCompose(command)) return null
  const files = new Set(command.sources.map(({ path }) => path))
  return (
    stacksOf(facts).find(({ path, sources }) => files.has(path) || sources.some((one) => files.has(one.path))) ?? null
  )
}

/** Is this image the project itself, as it publishes it: `ghcr.io/acme/mole:latest` of `mole`? */
function isPublished({ image = '' }: Service, { name, repository }: Facts): boolean {
  const last = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '')
  return image.includes('/') && [name.value, repository.name].some((own) => own.toLowerCase() === last.toLowerCase())
}

/** Is a service the project itself, built here or as published? */
export const isOwnService = (facts: Facts, service: Service): boolean =>
  service.build !== undefined || isPublished(service, facts)

/** Does the stack bring up the project with all that it needs: the image that is published, or its build beside a database? */
export const isWhole = (facts: Facts, { services }: Stack): boolean =>
  services.some((one) => isPublished(one, facts)) ||
  (services.some(({ build }) => build) && services.some(({ image = '' }) => isDatabaseImage(image)))

/** The host's port of the only service of a stack that is the project; `null` where there is not just one. */
export function ownPort(facts: Facts, stack: Stack): { service: string; port: string; sources: Source[] } | null {
  const own = stack.services.filter((one) => isOwnService(facts, one) && one.ports.length > 0)
  const [only] = own
  const port =
    own.length === 1 && only?.ports.length === 1 ? only.ports[0]?.match(/^(\d{2,5}):\d{2,5}$/)?.[1] : undefined
  return only && port ? { service: only.name, port, sources: stack.sources } : null
}
