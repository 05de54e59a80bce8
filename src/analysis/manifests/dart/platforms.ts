import type { Kind, Source } from '../../facts'
import { baseOf, folderOf, type Project } from '../../project'
import { productFlavors } from '../java/flavors'
import { withoutComments } from '../java/gradle-blocks'
import { mention } from '../mention'
import { within } from '../within'
import type { Pubspec } from './pubspec'

/** A Flutter application: what it is built for, and where it begins. */
export interface Application {
  pubspec: Pubspec
  /** `lib/main.dart`, or the one of a flavour. */
  entry: string
  /** Entries of the flavours, where there are any. */
  entries: string[]
  flavors: { name: string; source: Source }[]
  platforms: Platform[]
}
export type Platform = 'android' | 'ios' | 'linux' | 'macos' | 'windows' | 'web'

const MOBILE: readonly Platform[] = ['android', 'ios']
const DESKTOP: readonly Platform[] = ['linux', 'macos', 'windows']

/** Packages that only a program on a desktop needs. */
const DESKTOP_PACKAGES =
  /^(?:window_manager|desktop_window|bitsdojo_window|tray_manager|system_tray|desktop_multi_window|window_size|macos_ui|fluent_ui|yaru|msix|flutter_distributor|libadwaita|win32_registry|desktop_drop)$/

/** Does a guide or CI build the application for this platform? */
const isBuilt = (project: Project, platform: Platform) =>
  mention(project, new RegExp(`\\bflutter build ${platform}\\b`)) !== null

/**
 * Platforms that an application is for. `flutter create` makes a folder for each, the web's among them, which few projects then keep alive:
 * it counts where it is the only one or somebody builds for it. A single desktop's folder beside a telephone's is what developers run on.
 */
function platformsOf(project: Project, { directory, needs }: Pubspec): Platform[] {
  const has = (platform: Platform) => project.hasFolder(within(directory, platform))
  const mobile = MOBILE.filter(has)
  const desktop = DESKTOP.filter(has)
  const meant =
    mobile.length === 0 ||
    desktop.length > 1 ||
    [...needs].some((name) => DESKTOP_PACKAGES.test(name)) ||
    desktop.some((platform) => isBuilt(project, platform))
  const other = [...mobile, ...(meant ? desktop : [])]
  const web = has('web') && (!other.length || isBuilt(project, 'web') || mentionsHosting(project, directory))
  return [...other, ...(web ? (['web'] as const) : [])]
}

/** Firebase Hosting serves what is built for the web. */
const mentionsHosting = (project: Project, directory: string) =>
  /build\/web/.test(project.text(within(directory, 'firebase.json')) ?? '')

/** Entries that Flutter projects give to their flavours, the most general first. */
const ENTRY = /^main(?:[_-]\w+)?\.dart$/
const FIRST = ['main.dart', 'main_prod.dart', 'main_production.dart', 'main_dev.dart', 'main_development.dart']

/** Reads the application of a pubspec; `null` for a package. */
export function readApplication(project: Project, pubspec: Pubspec): Application | null {
  if (!pubspec.needs.has('flutter') || pubspec.plugin) return null
  const entries = project.inFolder(within(pubspec.directory, 'lib')).filter((path) => ENTRY.test(baseOf(path)))
  const entry = FIRST.map((name) => within(pubspec.directory, `lib/${name}`)).find(project.has) ?? entries[0]
  const platforms = platformsOf(project, pubspec)
  if (!entry || !platforms.length) return null
  return { pubspec, entry, entries, flavors: androidFlavors(project, pubspec.directory), platforms }
}

function androidFlavors(project: Project, directory: string): Application['flavors'] {
  const path = ['build.gradle.kts', 'build.gradle']
    .map((name) => within(directory, `android/app/${name}`))
    .find(project.has)
  const text = path ? withoutComments(project.text(path) ?? '') : ''
  return path ? productFlavors(text).map(({ name, line }) => ({ name, source: { path, line } })) : []
}

export const kindsOfPlatforms = (platforms: readonly Platform[]): Kind[] => [
  ...(platforms.some((one) => MOBILE.includes(one)) ? ['mobile-app' as const] : []),
  ...(platforms.some((one) => DESKTOP.includes(one)) ? ['desktop-app' as const] : []),
  ...(platforms.includes('web') ? ['web-app' as const] : []),
]

/** `set(BINARY_NAME "app")`, which the build for Linux and Windows calls the program. */
const BINARY = /^[ \t]*set\(BINARY_NAME[ \t]+"([\w.-]+)"/m

/** Programs that a shell finds: those of Linux and Windows. */
export function desktopBinaries(project: Project, { pubspec, entry, platforms }: Application) {
  return (['linux', 'windows'] as const)
    .filter((platform) => platforms.includes(platform))
    .map((platform) => within(pubspec.directory, `${platform}/CMakeLists.txt`))
    .flatMap((path) => {
      const name = project.text(path)?.match(BINARY)?.[1]
      return name ? [{ name, entry, sources: [project.find(path, BINARY)] }] : []
    })
    .filter(({ name }, index, all) => all.findIndex((one) => one.name === name) === index)
}

/** Does iOS have a scheme of a flavour's name? Without one `--flavor` fails there. */
export const hasScheme = (project: Project, directory: string, flavor: string) =>
  project
    .inFolder((folder) => folder.startsWith(within(directory, 'ios/')) && folder.endsWith('/xcschemes'))
    .some((path) => baseOf(path).replace(/\.xcscheme$/, '') === flavor && folderOf(path) !== '.')
