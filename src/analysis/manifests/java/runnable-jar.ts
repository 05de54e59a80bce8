import type { Source } from '../../facts'
import { type Project, record } from '../../project'
import type { Plugin, Pom } from './pom'
import { list, text } from './pom-values'

/** Does this setting of a jar, assembly or shade plugin name the class that `java -jar` starts? */
const namesMain = (configuration: Record<string, unknown>): boolean => {
  const manifest = record(record(configuration.archive).manifest)
  const transformers = list(record(configuration.transformers).transformer).map(record)
  return (
    text(manifest.mainClass) !== null ||
    text(record(record(configuration.archive).manifestEntries)['Main-Class']) !== null ||
    transformers.some((one) => text(one.mainClass) !== null || text(record(one.manifestEntries)['Main-Class']) !== null)
  )
}

/**
 * `java -jar` on what `package` leaves in `target`, where a plugin writes the main class into it: a shaded jar or an assembly with
 * dependencies, or a plain jar that needs none. https://maven.apache.org/shared/maven-archiver/
 */
export function runnableJar(project: Project, pom: Pom): { command: string; sources: Source[] } | null {
  const { finalName } = pom
  if (pom.packaging !== 'jar' || finalName === null || !/^[\w.-]+$/.test(finalName)) return null
  const settings = ({ configuration, executions }: Plugin) => [...executions, configuration]
  const plugin = (artifact: string, more: readonly Plugin[] = []) =>
    [...pom.plugins, ...more].find((one) => one.artifact === artifact)
  const run = (file: string, { artifact }: Plugin) => ({
    command: `java -jar target/${file}.jar`,
    sources: [project.find(pom.path, `<artifactId>${artifact}<`)],
  })
  const shade = plugin('maven-shade-plugin')
  const shaded = shade && settings(shade).find(namesMain)
  if (shade && shaded)
    return text(shaded.shadedArtifactAttached) === 'true' || text(shaded.finalName) ? null : run(finalName, shade)
  const assembly = plugin('maven-assembly-plugin')
  const assembled = assembly && settings(assembly).find(namesMain)
  if (assembly && assembled) {
    const whole = list(record(assembled.descriptorRefs).descriptorRef).some(
      (one) => text(one) === 'jar-with-dependencies',
    )
    if (!whole || text(assembled.finalName)) return null
    return run(
      text(assembled.appendAssemblyId) === 'false' ? finalName : `${finalName}-jar-with-dependencies`,
      assembly,
    )
  }
  // The jar plugin is of every build, so what is only managed for modules holds here as well.
  const jar = plugin('maven-jar-plugin', pom.managedPlugins)
  const alone = !pom.dependencies.some(({ scope }) => scope === 'runtime')
  return jar && alone && settings(jar).some(namesMain) ? run(finalName, jar) : null
}
