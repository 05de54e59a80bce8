import type { Kind } from './facts'
import { folderOf, join, type Project } from './project'

/** Folders that `flutter create` makes for each platform, and what an application for it is. https://docs.flutter.dev/tools/pubspec */
const PLATFORMS: readonly (readonly [Kind, readonly string[]])[] = [
  ['mobile-app', ['android', 'ios']],
  ['desktop-app', ['linux', 'macos', 'windows']],
]

/** What a Flutter application is by its platform folders; nothing without one: `pubspec.yaml` beside `lib/main.dart`. */
export function platformsOf(project: Project): Kind[] {
  const folders = project
    .own('pubspec.yaml')
    .map(folderOf)
    .filter((folder) => project.has(join(folder, 'lib/main.dart') ?? ''))
  return PLATFORMS.flatMap(([kind, names]) =>
    folders.some((folder) => names.some((name) => project.hasFolder(join(folder, name) ?? name))) ? [kind] : [],
  )
}
