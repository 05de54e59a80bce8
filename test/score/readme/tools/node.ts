import { posix } from 'node:path'
import { nearest, type Repository, within } from '../repository'
import { exists, fileFault, isOpen, operands, option, type Tool } from './place'

interface Manifest {
  name?: string
  private?: boolean
  bin?: unknown
  scripts: Record<string, unknown>
  dependencies: Set<string>
}

/** A package.json as far as it could be read; null where it could not. */
export function manifest(repository: Repository, path: string): Manifest | null {
  try {
    const read = JSON.parse(repository.text(path))
    const scripts = typeof read.scripts === 'object' && read.scripts !== null ? read.scripts : {}
    const dependencies = new Set(
      ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) => Object.keys(read[key] ?? {})),
    )
    return { name: read.name, private: read.private, bin: read.bin, scripts, dependencies }
  } catch {
    return null
  }
}

const has = (scripts: Record<string, unknown>, name: string) => Object.hasOwn(scripts, name)

/** What each manager does without a script of that name. */
const OWN: Record<string, RegExp> = {
  npm: /^(?:access|add|audit|bin|bugs|cache|ci|completion|config|create|dedupe|deprecate|diff|dist-tag|docs|doctor|exec|explain|fund|help|i|init|install|install-test|link|login|logout|ls|list|org|outdated|owner|pack|ping|pkg|prefix|profile|prune|publish|query|rebuild|remove|repo|root|search|set|shrinkwrap|star|team|token|un|uninstall|unpublish|up|update|upgrade|version|view|whoami|x|cit|it)$/,
  yarn: /^(?:add|audit|autoclean|bin|cache|check|config|constraints|create|dedupe|dlx|exec|explain|generate-lock-entry|global|help|import|info|init|install|licenses|link|list|login|logout|node|npm|outdated|owner|pack|patch|plugin|policies|publish|rebuild|remove|run|search|set|stage|tag|team|unlink|unplug|up|upgrade|upgrade-interactive|version|versions|why|workspace|workspaces)$/,
  pnpm: /^(?:add|approve-builds|audit|bin|c|cache|cat-file|config|create|dedupe|deploy|dlx|doctor|env|exec|fetch|help|i|import|init|install|install-test|it|la|licenses|link|list|ll|ln|ls|outdated|pack|patch|prune|publish|rb|rebuild|remove|rm|root|self-update|server|setup|store|un|uninstall|unlink|up|update|upgrade|why|x)$/,
  bun: /^(?:a|add|audit|build|c|create|exec|i|info|init|install|link|outdated|patch|pm|publish|remove|rm|repl|test|unlink|update|upgrade|why|x)$/,
}
/** What runs without being asked for by `run`. */
const IMPLIED = /^(?:test|t|tst|start|stop|restart)$/

const isDependencyCommand = ({ dependencies }: Manifest, name: string) =>
  [...dependencies].some(
    (one) => one === name || one.split('/').includes(name) || one.replace(/^@/, '').startsWith(name),
  ) || /^(?:tsc|vite|eslint|prettier|next|jest|vitest|playwright|changeset|turbo|nx)$/.test(name)

export const nodeManager =
  (manager: string): Tool =>
  (words, place) => {
    const { repository, person } = place
    const elsewhere = option(words, ['-C', '--prefix', '--cwd', '--dir'])
    const folder = elsewhere === undefined ? place.folder : within(place.folder, elsewhere)
    if (folder === null || (elsewhere && isOpen(elsewhere))) return null
    if (elsewhere && !exists(place, elsewhere)) return `${elsewhere} is no folder here`
    const everywhere =
      words.some((word) =>
        /^(?:-w|-W|-F|-r|--workspaces?|--filter|--recursive|workspaces?|foreach)(?:=|$)/.test(word),
      ) && words[1] !== 'add'
    const left = operands(words.slice(1), ['-C', '--prefix', '--cwd', '--dir', '-w', '--workspace', '--filter', '-F'])
    const path = nearest(repository, folder, ['package.json'])
    const [first, second] = left
    if (first === undefined || isOpen(first))
      return first === undefined && manager === 'yarn' && !path ? 'there is no package.json' : null
    if (/^(?:install|i|ci)$/.test(first)) {
      if (left.length > 1 || words.some((word) => /^(?:-g|--global)$/.test(word))) return null
      if (!path) return person ? null : `${manager} ${first}: there is no package.json`
      const locked = nearest(repository, folder, ['package-lock.json', 'npm-shrinkwrap.json'])
      return first === 'ci' && manager === 'npm' && !locked ? 'npm ci: there is no package-lock.json' : null
    }
    const called = /^(?:run|run-script|rum|urn)$/.test(first)
    const script = called ? second : first
    if (script === undefined || isOpen(script) || (!called && (OWN[manager] ?? /$^/).test(script))) return null
    const packages =
      everywhere || (!path && person)
        ? repository.paths.filter((one) => posix.basename(one) === 'package.json')
        : path
          ? [path]
          : []
    if (!packages.length)
      return person || (manager === 'bun' && !called && exists(place, script))
        ? null
        : `${words.join(' ')}: there is no package.json`
    const name = everywhere && /^workspace/.test(first) ? left.find((one, index) => index > 1 && one !== 'run') : script
    const found = packages
      .map((one) => manifest(repository, one))
      .some((one) => {
        if (!one || name === undefined || has(one.scripts, name)) return true
        if (name === 't' || name === 'tst') return has(one.scripts, 'test')
        if (manager !== 'npm' && !called && isDependencyCommand(one, name)) return true
        return /^(?:yarn|bun)$/.test(manager) && called && isDependencyCommand(one, name)
      })
    if (found || (manager === 'bun' && exists(place, script))) return null
    if (name === 'start' && repository.has(posix.join(folder, 'server.js'))) return null
    if (manager === 'npm' && !called && !IMPLIED.test(script)) return `npm has no command ${script}`
    return `${packages.length === 1 ? packages[0] : 'no package.json'} has ${packages.length === 1 ? 'no' : 'a'} script ${name}`
  }

export const node: Tool = (words, place) => {
  const [file] = operands(words.slice(1), ['-r', '--require', '--import', '--loader', '-e', '--eval', '-p'])
  if (file === undefined || words.some((word) => /^(?:-e|-p|--eval)$/.test(word))) return null
  return exists(place, file) || exists(place, `${file}.js`) ? null : fileFault(place, file)
}

export const deno: Tool = (words, place) => {
  const [verb, what] = operands(words.slice(1), ['-c', '--config', '--cwd'])
  const configs = ['deno.json', 'deno.jsonc', 'package.json']
  if (verb === 'task' && what !== undefined) {
    const found = configs.flatMap((name) => nearest(place.repository, place.folder, [name]) ?? [])
    if (!found.length) return place.person ? null : 'deno task: there is no deno.json'
    return found.some((path) => place.repository.text(path).includes(`"${what}"`))
      ? null
      : `${found[0]} has no task ${what}`
  }
  return verb === 'run' && what !== undefined && !/^(?:jsr|npm|https?):/.test(what) ? fileFault(place, what) : null
}
