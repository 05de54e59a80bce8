import { nearest, within } from '../repository'
import { exists, isOpen, operands, option, type Tool } from './place'

/** Tasks that Gradle, its own plugins, Spring's and Android's bring. */
const GRADLE_OWN =
  /^(?:(?:build|assemble|clean|check|test|run|boot|publish|install|connected|compile|bundle|lint|uninstall|all|jvm|js|native|link|package|desktop|wasm|ios|generate)(?:[A-Z]\w*)?|jar|war|tasks|projects|dependencies|wrapper|javadoc|classes|properties|help|init|distZip|shadowJar|stop)$/

export const gradle: Tool = (words, place) => {
  const { repository } = place
  const program = words[0] ?? ''
  const moved = option(words, ['-p', '--project-dir'])
  const folder = moved ? within(place.folder, moved) : place.folder
  if (folder === null) return null
  if (/gradlew/.test(program) && !exists(place, program.replace(/\.bat$/, '')))
    return `${program} is not in ${place.folder}`
  if (!nearest(repository, folder, ['settings.gradle', 'settings.gradle.kts', 'build.gradle', 'build.gradle.kts']))
    return place.person ? null : `${program}: there is no Gradle build`
  for (const task of operands(words.slice(1), ['-p', '-x', '--tests', '-b', '-c', '-I', '--console'])) {
    if (isOpen(task) || task.includes('=')) continue
    const parts = task.split(':').filter(Boolean)
    const name = parts.pop() ?? ''
    const settings = repository.files(/\.gradle(?:\.kts)?$/)
    const lost = parts.find(
      (part) =>
        !settings.some(({ text }) => text.includes(part)) &&
        !repository.paths.some((path) => path.includes(`${part}/`)),
    )
    if (lost) return `no Gradle project ${lost}`
    const word = /^[a-z]+/.exec(name)?.[0] ?? name
    if (place.person || GRADLE_OWN.test(name)) continue
    const builds = repository.files(
      /(?:\.gradle(?:\.kts)?|\.versions\.toml|(?:buildSrc|build-logic|plugins?)\/.*\.(?:kt|kts|java|groovy))$/,
    )
    if (!builds.some(({ text }) => text.includes(name) || text.toLowerCase().includes(word)))
      return `no Gradle task ${task}`
  }
  return null
}

export const maven: Tool = (words, place) => {
  const program = words[0] ?? ''
  if (/mvnw/.test(program) && !exists(place, program.replace(/\.cmd$/, '')))
    return `${program} is not in ${place.folder}`
  const file = option(words, ['-f', '--file'])
  if (file !== undefined && !exists(place, file)) return `${file} is not here`
  if (file === undefined && !nearest(place.repository, place.folder, ['pom.xml']))
    return place.person ? null : `${program}: there is no pom.xml`
  const module = option(words, ['-pl', '--projects'])
    ?.split(',')
    .find((one) => !/[:!]/.test(one) && !isOpen(one) && !exists(place, one))
  if (module !== undefined) return `no module ${module}`
  const poms = place.repository.files(/pom\.xml$/)
  const profile = option(words, ['-P'])
    ?.split(',')
    .find((id) => !/^!/.test(id) && !isOpen(id) && !poms.some(({ text }) => text.includes(`<id>${id}</id>`)))
  if (profile !== undefined) return `no profile ${profile}`
  const goal = operands(words.slice(1), ['-f', '-pl', '-P', '--file']).find(
    (one) =>
      /^[\w-]+:[\w-]+$/.test(one) &&
      !place.person &&
      !/^(?:dependency|versions|help|archetype|exec|license|release|deploy|install|clean)$/.test(
        one.split(':')[0] ?? '',
      ),
  )
  const prefix = goal?.split(':')[0]
  return prefix && !poms.some(({ text }) => text.includes(prefix)) ? `no Maven plugin ${prefix}` : null
}
