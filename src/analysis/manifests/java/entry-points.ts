import type { Facts } from '../../facts'
import type { Project } from '../../project'

/** Source files whose names, by convention, hold a `main`: only these are read. */
export const MAIN_FILE =
  /(?:^|\/)src\/(?:main|jvmMain)\/(?:java|kotlin|groovy|scala)\/(?:[^/]+\/)*(?:\w*Application|Main|\w*Main|App|Launcher|\w*Launcher|\w*Cli|Bootstrap|Server)\.(?:java|kt|groovy|scala)$/
const MAIN = /\bstatic\s+void\s+main\s*\(|\bfun\s+main\s*\(|@SpringBootApplication\b|@QuarkusMain\b|\bextends\s+App\b/
const MOST = 12

/** Classes that start a program, shallowest folders first; tests and examples are not the project's. */
export function mainClasses(project: Project): Facts['entry_points'] {
  return project
    .ending(/^\.(?:java|kt|groovy|scala)$/)
    .filter((path) => MAIN_FILE.test(path) && project.role(path) === 'own' && MAIN.test(project.text(path) ?? ''))
    .slice(0, MOST)
    .map((path) => {
      const boot = /@SpringBootApplication\b/.test(project.text(path) ?? '')
      return {
        path,
        what: boot ? 'Spring Boot application' : 'Main class',
        sources: [project.find(path, boot ? '@SpringBootApplication' : MAIN)],
      }
    })
}

/** Activities of Android start from their manifest. */
export function androidManifest(project: Project, directory: string): Facts['entry_points'] {
  const path = `${directory === '.' ? '' : `${directory}/`}src/main/AndroidManifest.xml`
  return project.has(path) ? [{ path, what: 'Android manifest', sources: [{ path }] }] : []
}
