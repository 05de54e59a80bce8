import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { baseOf, type Project, record, string, strings } from '../project'
import { continuousIntegrationVersion } from './ci-versions'
import { contributionOf, together, topManifests } from './manifest-facts'
import { mentionBytes } from './mention'
import { composerCommands } from './php/commands'
import {
  type ComposerJson,
  isLeftOver,
  licenseOf,
  programsOf,
  readComposerJson,
  requirementsOf,
  requires,
  stated,
} from './php/composer-json'
import { composerEntryPoints } from './php/entry-points'
import { extensionFacts, HEADER_BYTES, readExtension } from './php/headers'
import { composerKinds, isProjectType } from './php/kinds'
import { composerMembers } from './php/members'
import { tools } from './php/tools'
import { within } from './within'

const MOST_MANIFEST = 131_072

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (base === 'composer.json') return bytes <= MOST_MANIFEST ? bytes : 0
  if (!path.includes('/')) {
    if (base.endsWith('.php') || base === 'style.css') return HEADER_BYTES
    if (/^\w+\.info\.yml$/.test(base)) return HEADER_BYTES
  }
  if (/^\.env(?:\.example)?$/.test(base)) return 65_536
  return mentionBytes(path)
}

/** The PHP that the manifest asks for, or else the oldest that CI tests with. */
function runtimesOf(project: Project, manifest: ComposerJson): Facts['runtimes'] {
  const asked = manifest.require.get('php') ?? manifest.require.get('php-64bit')
  if (asked && /\d/.test(asked)) {
    const key = manifest.require.has('php') ? 'php' : 'php-64bit'
    return [{ name: 'php', constraint: asked, sources: [manifest.at('require', key)] }]
  }
  const tested = manifest.directory === '.' ? continuousIntegrationVersion(project, 'php', 'php-version') : null
  return tested ? [tested] : []
}

/** Frameworks that a package is made for, as its type and its registration say, where no dependency does. */
function frameworksOf({ type, value, at, directory, require }: ComposerJson): Facts['frameworks'] {
  const say = (name: string, category: string, ...keys: string[]) => [
    { name, category, cwd: directory, sources: [at(...keys)] },
  ]
  // A tool that only registers itself with Laravel where it meets it is not made for it.
  const made = [...require.keys()].some((name) => /^(?:illuminate|laravel)\/|^spatie\/laravel-/.test(name))
  if (made && strings(record(record(value.extra).laravel).providers).length)
    return say('Laravel', 'web-framework', 'extra', 'laravel')
  if (type === 'symfony-bundle') return say('Symfony', 'web-framework', 'type')
  if (type.startsWith('wordpress-')) return say('WordPress', 'cms', 'type')
  if (type.startsWith('drupal-')) return say('Drupal', 'cms', 'type')
  if (type.startsWith('magento2-')) return say('Magento', 'cms', 'type')
  return type.startsWith('typo3-cms-') ? say('TYPO3', 'cms', 'type') : []
}

function factsOf(project: Project, manifest: ComposerJson, withMembers: boolean): Contribution {
  const kinds = composerKinds(project, manifest)
  const lock = within(manifest.directory, 'composer.lock')
  const { name } = manifest
  return together([
    contributionOf('composer', 'composer', manifest.path, {
      name: name ? { value: name, sources: [manifest.at('name')] } : null,
      // What a skeleton says of itself is not said of what was made from it.
      description: isLeftOver(project, string(manifest.value.name) ?? '') ? null : stated(manifest, 'description'),
      version: stated(manifest, 'version'),
      license: licenseOf(manifest),
      private: isProjectType(manifest) || !name,
      kinds,
      members: withMembers ? composerMembers(project, manifest) : [],
      ...(project.has(lock) && { lockfile: lock }),
      requirements: requirementsOf(project, manifest),
      runtimes: runtimesOf(project, manifest),
      commands: composerCommands(project, manifest, kinds[0] === 'cli'),
      binaries: programsOf(project, manifest).map((one) => ({ ...one, sources: [manifest.at('bin')] })),
      entry_points: composerEntryPoints(project, manifest),
    }),
    { frameworks: frameworksOf(manifest) },
  ])
}

/** What members say of themselves: the root fetches them, tests them and names the rest. */
function memberFacts(project: Project, path: string, others: ReadonlySet<string>): Contribution | null {
  const manifest = readComposerJson(project, path)
  if (!manifest) return null
  const { packages = [], dependencies = [] } = factsOf(project, manifest, false)
  return { packages, dependencies: dependencies.filter(({ name }) => !others.has(name)) }
}

/** PHP projects: Composer packages, their monorepos, and extensions of WordPress and Drupal: https://getcomposer.org/doc/04-schema.md */
export const php: Ecosystem = {
  name: 'php',
  packages: { composer: ['PHP', 'Hack', 'Blade', 'Twig', 'Latte', 'Smarty'] },
  tools,
  extensions: ['json', 'php', 'css', 'yml', 'yaml', 'md', 'env', 'example'],
  wants,
  detect(project) {
    const tops = topManifests(project, 'composer.json').flatMap((path) => readComposerJson(project, path) ?? [])
    const manifests = tops.filter((one) => one.directory === '.' || one.name || one.require.size || requires(one, /./))
    const found = manifests.map((manifest) => factsOf(project, manifest, true))
    const folders = found.flatMap(({ packages = [] }) => packages.flatMap(({ members }) => members))
    const names = new Set(
      folders.flatMap((folder) => readComposerJson(project, within(folder, 'composer.json'))?.name ?? []),
    )
    const members = folders.flatMap((folder) => memberFacts(project, within(folder, 'composer.json'), names) ?? [])
    const extension = readExtension(project)
    const root = manifests.some(({ directory }) => directory === '.')
    return together([...found, ...members, ...(extension ? [extensionFacts(extension, root)] : [])])
  },
}
