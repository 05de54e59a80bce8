import type { Contribution, Package } from '../../detector'
import type { Facts, Sourced } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { type Project, record, string } from '../../project'

/** Bytes of a file in which WordPress looks for a header: https://developer.wordpress.org/reference/functions/get_file_data/ */
export const HEADER_BYTES = 8_192

/** Fields of a comment such as `Plugin Name: X`, by their names in lower case. */
function headerFields(project: Project, path: string): Map<string, Sourced> {
  const text = (project.text(path) ?? '').slice(0, HEADER_BYTES)
  const lineOf = lineCounter(text)
  const found = new Map<string, Sourced>()
  for (const match of text.matchAll(/^[ \t/*#@]{0,20}([A-Z][A-Za-z ]{2,30}):[ \t]*(\S[^\n]{0,400})$/gm)) {
    const key = match[1]!.trim().toLowerCase()
    const value = match[2]!.replace(/\s*(?:\*\/|\?>).*$/, '').trim()
    if (value && !found.has(key)) found.set(key, { value, sources: [{ path, line: lineOf(match.index) }] })
  }
  return found
}

/** SPDX identifiers of what plugin headers call their licence. */
const LICENCES: readonly (readonly [RegExp, string])[] = [
  [/^(?:GNU )?(?:General Public License|GPL)[ -]?v?2(?:\.0)?(?: ?\+| or later|-or-later)/i, 'GPL-2.0-or-later'],
  [/^(?:GNU )?(?:General Public License|GPL)[ -]?v?3(?:\.0)?(?: ?\+| or later|-or-later)/i, 'GPL-3.0-or-later'],
  [/^(?:GNU )?(?:General Public License|GPL)[ -]?v?2(?:\.0)?(?:-only)?$/i, 'GPL-2.0-only'],
  [/^(?:GNU )?(?:General Public License|GPL)[ -]?v?3(?:\.0)?(?:-only)?$/i, 'GPL-3.0-only'],
  [/^(?:MIT|Apache-2\.0|[\w.-]+-(?:only|or-later))$/, '$&'],
]

function licenseOf(field: Sourced | undefined): Sourced | null {
  if (!field) return null
  const row = LICENCES.find(([pattern]) => pattern.test(field.value))
  return row ? { ...field, value: row[1] === '$&' ? field.value : row[1] } : null
}

/** What is written into the head of a theme's style sheet or a plugin's main file, or a Drupal extension's `*.info.yml`. */
export interface Extension {
  of: 'WordPress' | 'Drupal'
  what: string
  path: string
  name: Sourced
  description: Sourced | null
  version: Sourced | null
  license: Sourced | null
  php: Facts['runtimes']
}

function wordPress(project: Project, path: string, key: string, what: string): Extension | null {
  const fields = headerFields(project, path)
  const name = fields.get(key)
  if (!name) return null
  const php = fields.get('requires php')
  return {
    of: 'WordPress',
    what,
    path,
    name,
    description: fields.get('description') ?? null,
    version: fields.get('version') ?? null,
    license: licenseOf(fields.get('license')),
    php:
      php && /^\d+(?:\.\d+)*$/.test(php.value)
        ? [{ name: 'php', constraint: `>=${php.value}`, sources: php.sources }]
        : [],
  }
}

function drupal(project: Project, path: string): Extension | null {
  const document = project.yaml(path)
  const value = record(document?.value)
  const [type, name] = [string(value.type), string(value.name)]
  if (!document || !name || !type || !/^(?:module|theme|profile)$/.test(type)) return null
  const field = (key: string): Sourced | null => {
    const text = string(value[key])
    return text === null ? null : { value: text, sources: [document.at(key)] }
  }
  const php = string(value.php)
  return {
    of: 'Drupal',
    what: `Drupal ${type}`,
    path,
    name: { value: name, sources: [document.at('name')] },
    description: field('description'),
    version: null,
    license: null,
    php: php ? [{ name: 'php', constraint: `>=${php}`, sources: [document.at('php')] }] : [],
  }
}

/** The extension of another program that the root of the repository is; `null` when it is none. */
export function readExtension(project: Project): Extension | null {
  const root = project.inFolder('.')
  const theme = root.includes('style.css') ? wordPress(project, 'style.css', 'theme name', 'WordPress theme') : null
  if (theme) return theme
  for (const path of root.filter((one) => one.endsWith('.php')).slice(0, 20)) {
    const plugin = wordPress(project, path, 'plugin name', 'WordPress plugin')
    if (plugin) return plugin
  }
  const info = root.find((path) => /^\w+\.info\.yml$/.test(path))
  return info ? drupal(project, info) : null
}

/** What an extension's own header says, beside what a Composer manifest of the same folder does. */
export function extensionFacts(extension: Extension, hasManifest: boolean): Contribution {
  const { name, description, version, license } = extension
  const own: Package = {
    ecosystem: 'composer',
    directory: '.',
    manifest: extension.path,
    name,
    description,
    version,
    license,
    private: false,
    kinds: ['plugin'],
    members: [],
  }
  const main = extension.of === 'Drupal' ? extension.path.replace(/\.info\.yml$/, '.module') : extension.path
  return {
    ...(hasManifest ? { kinds: ['plugin' as const] } : { packages: [own] }),
    frameworks: [
      { name: extension.of, category: 'cms', cwd: '.', sources: [name.sources[0] ?? { path: extension.path }] },
    ],
    runtimes: extension.php,
    entry_points: extension.path.endsWith('.php') ? [{ path: main, what: extension.what, sources: name.sources }] : [],
  }
}
