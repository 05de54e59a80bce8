import { record } from '../project'
import type { CommandCheck, Ground, Typed, Verdict } from './claim'
import { nearName } from './near'

const MANAGERS = /^(?:npm|pnpm|yarn|bun)$/
/** Options of package managers that take a value of their own. */
const VALUED = /^(?:-w|--workspace|--filter|-F|-C|--dir|--prefix|--cwd|--env-file)$/
const PLAIN = /^[\w:.@/-]+$/
const VERBS = /^(?:test|start|stop|restart)$/
const MOST = 400

/** The script that a package manager is asked to run; `null` where the words may mean something else. */
export function scriptOf([tool = '', ...rest]: readonly string[]): string | null {
  if (!MANAGERS.test(tool)) return null
  const words: string[] = []
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '--') break
    if (VALUED.test(rest[at]!)) at++
    else if (!rest[at]!.startsWith('-')) words.push(rest[at]!)
  }
  if (tool === 'yarn' && words[0] === 'workspace') words.splice(0, 2)
  const [verb = '', name = ''] = words
  if (/^(?:run|run-script)$/.test(verb))
    return PLAIN.test(name) && name !== '' && !(tool === 'bun' && /[./]/.test(name)) ? name : null
  if (tool === 'npm' && (verb === 't' || verb === 'tst')) return 'test'
  if (VERBS.test(verb) && !(tool === 'bun' && verb === 'test')) return verb
  // Whatever else follows `yarn` and `pnpm` may be a program of a dependency; a colon stands in scripts only.
  return /^(?:yarn|pnpm)$/.test(tool) && /^[a-z][\w-]*(?::[\w-]+)+$/.test(verb) ? verb : null
}

const known = new WeakMap<Ground, Map<string, Map<string, string> | null>>()

/** As `scriptsOf`, looked up once for a README. */
function scriptsIn(ground: Ground, manifest: string): Map<string, string> | null {
  const all = known.get(ground) ?? new Map<string, Map<string, string> | null>()
  known.set(ground, all)
  const scripts = all.has(manifest) ? (all.get(manifest) ?? null) : scriptsOf(ground, manifest)
  all.set(manifest, scripts)
  return scripts
}

/** Scripts of all manifests of one name; `null` when one of them was not read, so that nothing is missing for certain. */
function scriptsOf({ project }: Ground, manifest: string): Map<string, string> | null {
  const scripts = new Map<string, string>()
  const paths = [...project.named(manifest), ...project.outside.filter((path) => path.endsWith(`/${manifest}`))]
  for (const path of paths.slice(0, MOST)) {
    const document = project.json(path)
    if (!document) {
      if (project.role(path) === 'own') return null
      continue
    }
    for (const name of Object.keys(record(record(document.value).scripts)))
      if (!scripts.has(name)) scripts.set(name, path)
  }
  return paths.length > MOST ? null : scripts
}

/** Verdict on a name that a manifest must declare, wherever in the repository that stands. */
function declared(ground: Ground, typed: Typed, manifest: string, name: string): Verdict {
  const { project, readme } = ground
  const nearest = [`${typed.cwd === '.' ? '' : `${typed.cwd}/`}${manifest}`, manifest].find(project.has)
  const scripts = scriptsIn(ground, manifest)
  if (!scripts || !nearest) return null
  if (scripts.has(name)) return 'holds'
  // The README itself tells the reader to write it.
  if (readme.includes(`"${name}":`) || readme.includes(`"${name}" :`) || !typed.inClone) return null
  const near = nearName(name, scripts.keys())
  const where = near === null ? null : scripts.get(near)!
  const at = project.json(nearest)?.at('scripts') ?? { path: nearest }
  return {
    message: `No ${manifest} of the repository has a script \`${name}\`${near ? `; ${where} has \`${near}\`` : ''}.`,
    sources: [where ? project.json(where)!.at('scripts', near!) : at],
  }
}

const COMPOSER_OWN =
  /^(?:test|tests|lint|cs|cs-fix|cs-check|stan|phpstan|analy[sz]e|check|format|fix|psalm|phpunit|qa|dev)(?:[:-][\w:-]+)?$/

/** Scripts of package.json and composer.json that a command runs. */
export const scriptCalls: CommandCheck = (ground, typed) => {
  const { project } = ground
  const script = scriptOf(typed.words)
  if (script !== null) {
    // npm starts `server.js` by itself.
    if (script === 'start' && project.named('server.js').length) return null
    return declared(ground, typed, 'package.json', script)
  }
  const [tool, verb = '', name = ''] = typed.words
  if (tool !== 'composer') return null
  const called = /^(?:run|run-script)$/.test(verb) ? name : COMPOSER_OWN.test(verb) ? verb : ''
  return PLAIN.test(called) ? declared(ground, typed, 'composer.json', called) : null
}
