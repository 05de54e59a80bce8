import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import { baseOf, type Project } from '../../project'
import { type Application, hasScheme, type Platform } from './platforms'

/** What `flutter build` makes for each platform, in the order of what people build. */
const TARGETS: readonly (readonly [Platform, string])[] = [
  ['android', 'apk'],
  ['ios', 'ios'],
  ['macos', 'macos'],
  ['windows', 'windows'],
  ['linux', 'linux'],
  ['web', 'web'],
]

/** Flavours by what they are for, the wanted first. */
const FOR = {
  run: /^(?:dev|develop|development|debug|local)$/i,
  build: /^(?:prod|production|release|stable|live|main)$/i,
}

/** The flavour that is meant, and the entry of its name; the project may say which one stands for all. */
function variant({ entry, entries, flavors, pubspec }: Application, purpose: keyof typeof FOR) {
  const flavor = pubspec.defaultFlavor
    ? null
    : (flavors.find(({ name }) => FOR[purpose].test(name)) ?? flavors[0] ?? null)
  const own = flavor && entries.find((path) => baseOf(path).match(/^main[_-](\w+)\.dart$/)?.[1] === flavor.name)
  const begins = own ?? entry
  return { flavor, begins, target: baseOf(begins) === 'main.dart' ? '' : ` -t lib/${baseOf(begins)}` }
}

/** How an application is started and built: flavours and an entry of another name have to be told to Flutter. */
export function applicationCommands(project: Project, application: Application): CommandCandidate[] {
  const { pubspec, platforms } = application
  const cwd = pubspec.directory
  const run = variant(application, 'run')
  const build = variant(application, 'build')
  const onPhones = platforms.includes('android') || platforms.includes('ios')
  const flag = (flavor: string | undefined) => (flavor ? ` --flavor ${flavor}` : '')
  const sources = (begins: string, flavor: Source | undefined): Source[] => [
    { path: begins },
    ...(flavor ? [flavor] : []),
  ]
  const commands: CommandCandidate[] = [
    {
      group: 'run',
      command: `flutter run${onPhones ? flag(run.flavor?.name) : ''}${run.target}`,
      cwd,
      rank: RANK.convention,
      sources: sources(run.begins, run.flavor?.source),
    },
  ]
  for (const [platform, target] of TARGETS) {
    if (!platforms.includes(platform)) continue
    const flavored =
      platform === 'android' || (platform === 'ios' && build.flavor && hasScheme(project, cwd, build.flavor.name))
    const flavor = flavored ? build.flavor : null
    commands.push({
      group: 'build',
      command: `flutter build ${target}${flag(flavor?.name)}${build.target}`,
      cwd,
      rank: RANK.convention,
      sources: sources(build.begins, flavor?.source),
    })
  }
  return commands
}
