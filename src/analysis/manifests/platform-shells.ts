import type { Project } from '../project'

/** Folders that Flutter, React Native, Expo and Capacitor generate, one for each platform. */
const PLATFORMS = new Set(['android', 'ios', 'macos', 'linux', 'windows', 'web', 'darwin'])
/** Manifests beside such a folder by which it belongs to another build. */
const OWNERS = ['pubspec.yaml', 'package.json', 'capacitor.config.ts', 'capacitor.config.json']

/** Is this folder, or one above it, the platform folder of an application that another tool builds? */
export function isPlatformShell(project: Project, directory: string): boolean {
  const segments = directory.split('/')
  return segments.some((segment, at) => {
    if (!PLATFORMS.has(segment)) return false
    const above = segments
      .slice(0, at)
      .map((one) => `${one}/`)
      .join('')
    return OWNERS.some((name) => project.has(`${above}${name}`))
  })
}
