import type { Facts } from '../../analysis/facts'
import { publishedAs } from '../wording/registries'

/** A picture in a link, or alone: its picture's address and where it leads. */
export interface Badge {
  raw: string
  picture: string
  target: string
}

const HOSTS =
  /(?:shields\.io|badge|badgen|travis-ci|circleci\.com|codecov|coveralls|appveyor|codeclimate|codacy|snyk|david-dm|gitter\.im|godoc\.org|goreportcard|opencollective\.com|sonarcloud|fossa|nodei\.co|repology|deepscan|\/workflows\/[^/]+\.(?:svg|png)|colab-|gitpod\.io\/button|vercel\.com\/button|\.herokucdn|netlify\.com\/img\/deploy|hitcount|komarev|deploybutton)/i
const CHAT = /discord|gitter|slack|matrix|zulip|telegram/i
const DOCUMENTATION = /readthedocs|docs\.rs|pkg\.go\.dev|godoc\.org|javadoc|cocoadocs|hexdocs|rubydoc/i
const REGISTRY =
  /\/(?:npm|pypi|crates|gem|packagist|nuget|hexpm|maven-central|homebrew|cocoapods|pub|cran|conda|docker|jsr|visual-studio-marketplace|amo|chrome-web-store|chocolatey)\/|badge\.fury\.io|jitpack\.io\/v/i

export const isBadge = (picture: string): boolean => HOSTS.test(picture)

/** Registries by the names that badge services have for them. */
const NAMES: Record<string, string> = {
  js: 'npm',
  py: 'pypi',
  rb: 'gem',
  nu: 'nuget',
  ph: 'packagist',
  crates: 'crates',
}

/** What a badge tells, where another that tells the same is one too many; `null` where nothing of it is known. */
export function subjectOf(picture: string): string | null {
  const workflow = picture.match(/(?:actions\/workflows\/|workflow\/status\/[^/]+\/[^/]+\/)([\w.-]+\.ya?ml)/)?.[1]
  if (workflow !== undefined) return `workflow ${workflow}`
  const version =
    picture.match(/shields\.io\/(\w+)\/v(?:pre)?\//)?.[1] ?? picture.match(/badge\.fury\.io\/(\w+)\//)?.[1]
  if (version !== undefined) return `version ${Object.hasOwn(NAMES, version) ? NAMES[version] : version}`
  return /\/l\/|licen[cs]e/i.test(picture) ? 'licence' : null
}

const reduced = (value: string) => value.toLowerCase().replace(/[^a-z0-9]+/g, '')

/**
 * Does the repository vouch for a badge: is it about a workflow that exists, about a package that is its own, about its own
 * documentation, or a door to talk? Coverage, grades and counts are claims that no file here proves.
 */
export function isProven({ picture, target }: Pick<Badge, 'picture' | 'target'>, facts: Facts): boolean {
  const { repository, ci, commands, name } = facts
  const workflow = picture.match(/(?:actions\/workflows\/|workflow\/status\/[^/]+\/[^/]+\/)([\w.-]+\.ya?ml)/)?.[1]
  const full = `${repository.owner}/${repository.name}`.toLowerCase()
  if (workflow !== undefined)
    return (
      picture.toLowerCase().includes(`/${full}/`) &&
      ci.some(({ workflows }) => workflows.some(({ path }) => path === `.github/workflows/${workflow}`))
    )
  if (CHAT.test(picture) || CHAT.test(target)) return true
  const names = [
    repository.name,
    name.value,
    ...commands.install.flatMap(({ command }) => publishedAs(command)?.name ?? []),
  ].map(reduced)
  const isOwn = reduced(`${picture} ${target}`)
  return (
    (DOCUMENTATION.test(picture) || DOCUMENTATION.test(target) || REGISTRY.test(picture)) &&
    names.some((one) => one.length > 1 && isOwn.includes(one))
  )
}
