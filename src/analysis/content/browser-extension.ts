import type { Contribution, Detector, Package } from '../detector'
import type { Facts, Sourced } from '../facts'
import { folderOf, join, type Project, record, string, strings } from '../project'

const MANIFESTS = [
  'manifest.json',
  'src/manifest.json',
  'extension/manifest.json',
  'app/manifest.json',
  'public/manifest.json',
]

/** A text of the manifest; one in a message is looked up in the extension's own language. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Internationalization */
function textOf(project: Project, path: string, key: string): Sourced | null {
  const document = project.json(path)
  const value = record(document?.value)
  const said = string(value[key])
  const message = said?.match(/^__MSG_(\w+)__$/)?.[1]
  if (!document || !said) return null
  if (!message) return { value: said, sources: [document.at(key)] }
  const messages = join(folderOf(path), `_locales/${string(value.default_locale) ?? 'en'}/messages.json`)
  const told = messages ? project.json(messages) : null
  const all = record(told?.value)
  const found = Object.hasOwn(all, message) ? string(record(all[message]).message) : null
  return told && found ? { value: found, sources: [told.at(message, 'message')] } : null
}

/** Scripts and pages that the browser starts, where they stand in the tree. */
function entries(project: Project, path: string): Facts['entry_points'] {
  const document = project.json(path)
  const value = record(document?.value)
  const background = record(value.background)
  const named: [what: string, key: string, files: (string | null)[]][] = [
    [
      'Background script',
      'background',
      [string(background.service_worker), ...strings(background.scripts), string(background.page)],
    ],
    [
      'Popup',
      value.action === undefined ? 'browser_action' : 'action',
      [string(record(value.action ?? value.browser_action).default_popup)],
    ],
    ['Options', 'options_ui', [string(record(value.options_ui).page), string(value.options_page)]],
    [
      'Content script',
      'content_scripts',
      (Array.isArray(value.content_scripts) ? value.content_scripts : [])
        .flatMap((one) => strings(record(one).js))
        .slice(0, 3),
    ],
  ]
  return named.flatMap(([what, key, files]) =>
    files.flatMap((file) => {
      const found = file && join(folderOf(path), file)
      return document && found && project.has(found) ? [{ path: found, what, sources: [document.at(key)] }] : []
    }),
  )
}

/** A browser's extension without a manifest of any registry: https://developer.chrome.com/docs/extensions/reference/manifest */
export const browserExtension: Detector = {
  name: 'browser-extension',
  extensions: ['json'],
  wants: (path, bytes) =>
    MANIFESTS.includes(path) || /(?:^|\/)_locales\/\w+\/messages\.json$/.test(path)
      ? bytes <= 131_072
        ? bytes
        : 0
      : 0,
  detect(project): Contribution {
    const manifest = MANIFESTS.find(
      (path) => project.has(path) && record(project.json(path)?.value).manifest_version !== undefined,
    )
    if (!manifest || project.has('package.json')) return {}
    const own: Package = {
      ecosystem: 'browser-extension',
      directory: '.',
      manifest,
      name: textOf(project, manifest, 'name'),
      description: textOf(project, manifest, 'description'),
      version: textOf(project, manifest, 'version'),
      license: null,
      private: false,
      kinds: ['plugin'],
      members: [],
    }
    return { packages: [own], entry_points: entries(project, manifest) }
  },
}
