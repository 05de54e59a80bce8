import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['mvn', './mvnw'],
    manifest: /^pom\.xml$/,
    verbs: [
      ['spring-boot:run', 'run'],
      ['quarkus:dev', 'run'],
      ['clean package', 'build'],
      ['clean install', 'build'],
      ['package', 'build'],
      ['install', 'build'],
      ['test', 'test'],
      ['verify', 'test'],
    ],
  },
  {
    tools: ['gradle', './gradlew'],
    manifest: /^(?:build|settings)\.gradle(?:\.kts)?$/,
    verbs: [
      ['bootRun', 'run'],
      ['run', 'run'],
      ['assembleDebug', 'build'],
      ['assemble', 'build'],
      ['build', 'build'],
      ['test', 'test'],
      ['check', 'test'],
    ],
  },
]
