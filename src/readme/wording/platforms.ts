import type { Facts, Source } from '../../analysis/facts'

/** What shows that an app is built for a platform: a command that builds it, or a framework that exists there alone. */
const BY_COMMAND: readonly (readonly [command: RegExp, platform: string])[] = [
  [/\bflutter build (?:apk|appbundle)\b/, 'Android'],
  [/\bflutter build (?:ios|ipa)\b/, 'iOS'],
  [/\bflutter build macos\b/, 'macOS'],
  [/\bflutter build windows\b/, 'Windows'],
  [/\bflutter build linux\b/, 'Linux'],
  [/\bflutter build web\b/, 'the web'],
  [/\bxcodebuild\b.*platform=iOS/, 'iOS'],
]
const BY_FRAMEWORK = new Map([
  ['Android', 'Android'],
  ['UIKit', 'iOS'],
  ['AppKit', 'macOS'],
  ['WPF', 'Windows'],
  ['Windows Forms', 'Windows'],
])
const ORDER = ['Android', 'iOS', 'macOS', 'Windows', 'Linux', 'the web']

/** Platforms that an app is built for, as far as files prove them, each with what proves it. */
export function platformsOf({ commands, frameworks, kinds }: Facts): { name: string; sources: Source[] }[] {
  if (!kinds.some((kind) => kind === 'mobile-app' || kind === 'desktop-app')) return []
  const found = new Map<string, Source[]>()
  const add = (name: string | undefined, sources: Source[]) => {
    if (name !== undefined && !found.has(name)) found.set(name, sources)
  }
  for (const { command, sources } of [...commands.build, ...commands.run])
    for (const [pattern, platform] of BY_COMMAND) if (pattern.test(command)) add(platform, sources)
  for (const { name, sources } of frameworks) add(BY_FRAMEWORK.get(name), sources)
  return ORDER.flatMap((name) => {
    const sources = found.get(name)
    return sources ? [{ name, sources }] : []
  })
}
