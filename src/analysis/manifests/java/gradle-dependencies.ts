import type { Facts } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { purl } from '../purl'
import type { Catalogue } from './catalogue'
import { blocks } from './gradle-blocks'
import { interpolated } from './gradle-versions'

/** Dependencies of one script that are read. */
const MOST_DEPENDENCIES = 500

const CONFIGURATIONS: [RegExp, Facts['dependencies'][number]['scope']][] = [
  [/^(?:classpath)$/, 'build'],
  [/test/i, 'dev'],
  [/^(?:developmentOnly|debugImplementation|detektPlugins|ktlint|lintChecks)$/, 'dev'],
  [/^(?:annotationProcessor|kapt|ksp|.*(?:AnnotationProcessor|Processor))$/, 'build'],
  [/^(?:compileOnly|compileOnlyApi|provided)$/, 'runtime'],
  [
    /^(?:api|implementation|compile|runtime|runtimeOnly|modImplementation|modApi|include|minecraft|shadow|\w+(?:Implementation|Api|RuntimeOnly))$/,
    'runtime',
  ],
]
const ENTRY =
  /^[ \t]*(?:add\(\s*)?["']?(\w+)["']?\s*(?:,|\(|[ \t])\s*(?:(?:enforcedPlatform|platform|testFixtures)\s*\(\s*)?(.*)$/
const COORDINATES = /["']([\w.-]+):([\w.-]+)(?::([^"'@:]+))?(?:[:@][^"']*)?["']/
const MAP_NOTATION =
  /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']([^"']+)["'])?/
const ALIAS = /\b(?:libs|\w+Libs|deps|dependencies|libraries|lib)\.((?!plugins\.|versions\.)[A-Za-z_]\w*(?:\.\w+)*)/

/** Dependencies of a script's `dependencies` blocks, in any of Gradle's notations. Projects of the same build are none. */
export function gradleDependencies(
  path: string,
  text: string,
  catalogue: Catalogue,
  properties: ReadonlyMap<string, string>,
): Facts['dependencies'] {
  const found: Facts['dependencies'] = []
  const lineOf = lineCounter(text)
  for (const { body, at } of blocks(text, 'dependencies', false)) {
    let offset = at
    for (const line of body.split('\n')) {
      const start = offset
      offset += line.length + 1
      const entry = line.slice(0, 600).match(ENTRY)
      const scope = entry && CONFIGURATIONS.find(([pattern]) => pattern.test(entry[1]!))?.[1]
      if (found.length === MOST_DEPENDENCIES) return found
      if (!entry || !scope || /\bproject\s*\(|\bprojects\./.test(entry[2]!)) continue
      const sources = [{ path, line: lineOf(start) }]
      const add = (name: string, version: string | null) => {
        if (found.some((one) => one.name === name && one.scope === scope)) return
        found.push({
          name,
          ...(version ? { version } : {}),
          scope,
          manifest: path,
          purl: purl('maven', name, version ?? undefined),
          sources,
        })
      }
      const written = entry[2]!.match(COORDINATES) ?? entry[2]!.match(MAP_NOTATION)
      const kotlin =
        entry[2]!.match(/\bkotlin\s*\(\s*["']([\w-]+)["']/)?.[1] ?? (/^kotlin\b/.test(entry[2]!) ? null : undefined)
      const alias = entry[2]!.match(ALIAS)?.[1]
      if (written) add(`${written[1]!}:${written[2]!}`, written[3] ? interpolated(written[3], properties) : null)
      else if (kotlin) add(`org.jetbrains.kotlin:kotlin-${kotlin}`, null)
      else if (alias) for (const { name, version } of catalogue.libraries(alias)) add(name, version)
    }
  }
  return found
}
