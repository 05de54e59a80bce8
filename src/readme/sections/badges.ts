import type { Facts, Source } from '../../analysis/facts'
import { type Block, distinct } from '../blocks'
import type { Context } from '../context'
import { type Address, address, image, joined, link, type Markdown } from '../escape'
import { publishedAs } from '../wording/registries'
import { byWeight, runtimeName } from '../wording/runtimes'
import { bindingRuntimes, statedRuntimes } from './requirements'

interface Badge {
  text: Markdown
  sources: Source[]
}

/** Badges in all: more than these say nothing to a reader. */
const MOST = 6
/** A word in the text of a static badge; shields.io takes `-` and `_` doubled, and `_` for a space. */
const word = (value: string) => value.replaceAll('-', '--').replaceAll('_', '__').replaceAll(' ', '_')
const fixed = (label: string, value: string): Address =>
  address('img.shields.io', ['badge', `${word(label)}-${word(value)}-blue`])

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

function workflow({ facts: { repository, ci } }: Context): Badge[] {
  const found = repository.host === 'github.com' ? testWorkflow(ci) : undefined
  if (!found || repository.owner === null) return []
  const page = [
    repository.owner,
    repository.name,
    'actions',
    'workflows',
    found.path.slice('.github/workflows/'.length),
  ]
  return [
    {
      text: badge(found.name, address('github.com', [...page, 'badge.svg']), address('github.com', page)),
      sources: [{ path: found.path }],
    },
  ]
}

/** The newest version in a public registry, of the one package that install commands name, or the one with the project's name. */
function published({ facts }: Context): Badge[] {
  const all = facts.commands.install.flatMap(({ command, sources }) => {
    const found = publishedAs(command)
    return found ? [{ ...found, sources }] : []
  })
  const names = new Set(all.map(({ name }) => name))
  const own = names.size === 1 ? all[0] : all.find(({ name }) => name.toLowerCase() === facts.name.value.toLowerCase())
  if (!own) return []
  const { registry, name, sources } = own
  return [{ text: badge(`${name} on ${registry.name}`, registry.badge(name), registry.page(name)), sources }]
}

function license({ facts, file }: Context): Badge[] {
  const { license: found } = facts
  const path = found?.file ?? found?.sources[0]?.path
  if (!found || !path) return []
  return [{ text: badge(`License: ${found.spdx}`, fixed('license', found.spdx), file(path)), sources: found.sources }]
}

function runtime({ facts, file }: Context): Badge[] {
  const stated = (facts.commands.install.length ? bindingRuntimes : statedRuntimes)(facts)
  const found = byWeight(stated, facts.languages)[0]
  const path = found?.sources[0]?.path
  if (!found || !path) return []
  const name = runtimeName(found.name)
  return [
    { text: badge(`${name} ${found.constraint}`, fixed(name, found.constraint), file(path)), sources: found.sources },
  ]
}

/** Whether it works, what is out, what is allowed, what it runs on: each from a file, pictures from github.com and img.shields.io only. */
export function badges(context: Context): Block[] {
  const all = [workflow, published, license, runtime].flatMap((make) => make(context)).slice(0, MOST)
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
