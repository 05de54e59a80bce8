import type { Source } from '../../facts'
import { baseOf, type Project } from '../../project'
import { within } from '../within'
import type { Pubspec } from './pubspec'

/** Endings of the packages behind a federated plugin, which nobody adds by hand. https://docs.flutter.dev/packages-and-plugins/developing-packages#federated-plugins */
const BEHIND = /_(?:platform_interface|android|ios|darwin|macos|linux|windows|web|foundation|avfoundation|wkwebview)$/

/** A README beside the manifest and the root's. */
const readmes = (project: Project, { directory }: Pubspec): string[] =>
  [...new Set([directory, '.'])].flatMap((folder) =>
    project.inFolder(folder).filter((path) => /^readme(?:\.md)?$/i.test(baseOf(path))),
  )

/** How a package got from pub.dev is typed, and what shows that it is there; `null` where nothing does. */
export function pubInstall(
  project: Project,
  pubspec: Pubspec,
  cli: boolean,
): { command: string; sources: Source[] } | null {
  const { name } = pubspec
  if (pubspec.private || BEHIND.test(name)) return null
  const typed = new RegExp(
    `(?:dart pub global activate|(?:dart|flutter) pub add(?: --dev| -d)?)[ \\t]+["']?(?:dev:)?${name}\\b(?![-:/])["']?`,
  )
  const shown = new RegExp(`pub\\.dev(?:/packages|artlang\\.org/packages)?/${name}\\b|shields\\.io/pub/v/${name}\\b`)
  for (const path of readmes(project, pubspec)) {
    const text = project.text(path) ?? ''
    const match = text.match(typed)?.[0]
    const isProgram = match?.includes('global activate')
    if (match && (!cli || isProgram))
      return { command: match.replace(/\s+/g, ' ').replace(/["']/g, ''), sources: [project.find(path, typed)] }
    if (shown.test(text))
      return { command: idiom(pubspec, cli), sources: [pubspec.nameSource, project.find(path, shown)] }
  }
  // pub.dev takes none without a changelog and a page's description: who writes both means to publish.
  const complete = pubspec.presented && project.has(within(pubspec.directory, 'CHANGELOG.md'))
  return complete ? { command: idiom(pubspec, cli), sources: [pubspec.nameSource] } : null
}

const idiom = ({ name, flutter }: Pubspec, cli: boolean): string =>
  cli ? `dart pub global activate ${name}` : `${flutter ? 'flutter' : 'dart'} pub add ${name}`
