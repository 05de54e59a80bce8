import type { Facts, Source } from '../../analysis/facts'
import { type Block, distinct } from '../blocks'
import type { Context } from '../context'
import { type Address, address, image, joined, link, type Markdown } from '../escape'
import type { Badge } from '../vocabulary'
import { publishedAs } from '../wording/registries'
import { byWeight, runtimeName } from '../wording/runtimes'
import { bindingRuntimes, statedRuntimes } from './requirements'

interface Drawn {
  text: Markdown
  sources: Source[]
}

/** Badges in all: more than these say nothing to a reader. */
const MOST = 6
/** A word in the text of a static badge; shields.io takes `-` and `_` doubled, and `_` for a space. */
const word = (value: string) => value.replaceAll('-', '--').replaceAll('_', '__').replaceAll(' ', '_')
const fixed = (label: string, value: string): Address =>
  address('img.shields.io', ['badge', `${word(label)}-${word(value)}-blue`])

/** A picture of img.shields.io in the style that was asked for; flat is the one it draws unasked. */
const styled = (picture: Address, { options: { badges } }: Context): Address =>
  badges.style === 'flat' ? picture : (`${picture}?style=${badges.style}` as Address)

const badge = (alternative: string, picture: Address, target: Address): Markdown =>
  link(image(alternative, picture), target)

const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
/** Names of workflows that ship or tidy up, whatever else they are named for. */
const NOT_TESTS = /deploy|release|publish|nightly|docker|docs?(?:[-_.]|$)|lint|stale|label/i

/** The workflow that tells whether the code works: run on a push, and named for it. */
function testWorkflow(ci: Facts['ci']) {
  const workflows = ci
    .filter(({ provider }) => provider === 'GitHub Actions')
    .flatMap((one) => one.workflows.map((workflow) => ({ ...workflow, sources: one.sources })))
    .filter(({ path, triggers }) => /^\.github\/workflows\/[\w.-]+\.ya?ml$/.test(path) && triggers.includes('push'))
  const about = workflows.filter(({ path }) => !NOT_TESTS.test(baseOf(path)))
  const named = (pattern: RegExp) => about.find(({ path }) => pattern.test(baseOf(path)))
  return (
    named(/^(?:ci|tests?|main|build)\.ya?ml$/i) ??
    named(/(?:^|[-_.])(?:ci|tests?)(?:[-_.]|$)/i) ??
    named(/build|check/i) ??
    about.find(({ name }) => /\b(?:ci|tests?|build)\b/i.test(name))
  )
}

function workflow(context: Context): Drawn[] {
  const { repository, ci } = context.facts
  const found = repository.host === 'github.com' ? testWorkflow(ci) : undefined
  if (!found || repository.owner === null) return []
  const { owner, name } = repository
  const file = found.path.slice('.github/workflows/'.length)
  const page = [owner, name, 'actions', 'workflows', file]
  // GitHub draws its own in one style only.
  const picture =
    context.options.badges.style === 'flat'
      ? address('github.com', [...page, 'badge.svg'])
      : styled(address('img.shields.io', ['github', 'actions', 'workflow', 'status', owner, name, file]), context)
  return [{ text: badge(found.name, picture, address('github.com', page)), sources: [{ path: found.path }] }]
}

/** The newest version in a public registry, of the one package that install commands name, or the one with the project's name. */
function published(context: Context): Drawn[] {
  const { facts } = context
  const all = facts.commands.install.flatMap(({ command, sources }) => {
    const found = publishedAs(command)
    return found ? [{ ...found, sources }] : []
  })
  const names = new Set(all.map(({ name }) => name))
  const own = names.size === 1 ? all[0] : all.find(({ name }) => name.toLowerCase() === facts.name.value.toLowerCase())
  if (!own) return []
  const { registry, name, sources } = own
  return [
    {
      text: badge(`${name} on ${registry.name}`, styled(registry.badge(name), context), registry.page(name)),
      sources,
    },
  ]
}

function license(context: Context): Drawn[] {
  const { license: found } = context.facts
  const path = found?.file ?? found?.sources[0]?.path
  if (!found || !path) return []
  const picture = styled(fixed('license', found.spdx), context)
  return [{ text: badge(`License: ${found.spdx}`, picture, context.file(path)), sources: found.sources }]
}

function runtime(context: Context): Drawn[] {
  const { facts } = context
  const stated = (facts.commands.install.length ? bindingRuntimes : statedRuntimes)(facts)
  const found = byWeight(stated, facts.languages)[0]
  const path = found?.sources[0]?.path
  if (!found || !path) return []
  const name = runtimeName(found.name)
  const picture = styled(fixed(name, found.constraint), context)
  return [{ text: badge(`${name} ${found.constraint}`, picture, context.file(path)), sources: found.sources }]
}

const BY_NAME: Record<Badge, (context: Context) => Drawn[]> = { workflow, package: published, license, runtime }

/** Whether it works, what is out, what is allowed, what it runs on: each from a file, pictures from github.com and img.shields.io only. */
export function badges(context: Context): Block[] {
  const all = [...new Set(context.options.badges.set)].flatMap((name) => BY_NAME[name](context)).slice(0, MOST)
  if (!all.length) return []
  return [
    [
      {
        text: joined(
          all.map(({ text }) => text),
          ' ',
        ),
        sources: distinct(all.flatMap(({ sources }) => sources)),
      },
    ],
  ]
}
