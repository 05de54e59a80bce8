import { posix } from 'node:path'
import { inFolder, nearest, type Repository, within } from '../repository'
import { exists, isOpen, operands, option, type Place, type Tool } from './place'

/** Targets of a Makefile and of what it includes; null where an include cannot be followed. */
function targets(repository: Repository, path: string, seen = new Set<string>()): Set<string> | null {
  const found = new Set<string>()
  seen.add(path)
  for (const line of repository.text(path).replace(/\\\n/g, ' ').split('\n')) {
    const include = /^\s*-?s?include\s+(.+?)\s*(?:#.*)?$/.exec(line)?.[1]
    for (const name of include?.split(/\s+/) ?? []) {
      const at = within(posix.dirname(path), name)
      if (/[$*]/.test(name) || at === null) return null
      // What is included if it is there may not be there.
      if (!repository.has(at) || seen.has(at)) continue
      const more = targets(repository, at, seen)
      if (!more) return null
      for (const one of more) found.add(one)
    }
    const rule = /^([^\s:#=][^:#=]*?)\s*::?(?![:=])/.exec(line)?.[1]
    for (const name of rule?.split(/\s+/) ?? []) {
      if (/\$[({]/.test(name)) return null
      found.add(name)
    }
  }
  return found
}

const matches = (pattern: string, target: string) => {
  const [before = '', after] = pattern.split('%')
  return after === undefined ? pattern === target : target.startsWith(before) && target.endsWith(after)
}
const GENERATORS =
  /^(?:configure(?:\.ac|\.in)?|CMakeLists\.txt|Makefile\.(?:am|in|PL)|autogen\.sh|Rakefile|.*\.pro|premake\d?\.lua|setup\.py)$/i

/** Where an include leads out of sight, a target has at least to be named in some file that make reads, or be made by somebody. */
function unfollowed(words: readonly string[], { repository }: Place) {
  const lost = operands(words.slice(1), ['-C', '-f', '-j', '--directory', '--file']).find(
    (one) =>
      !one.includes('=') &&
      !isOpen(one) &&
      !repository
        .files(/(?:^|\/)(?:GNUm|[mM])akefile[^/]*$|\.(?:mk|mak|make)$/)
        .some(({ text }) => text.includes(one)) &&
      !repository.mentions(`make ${one}`),
  )
  return lost === undefined ? null : `no Makefile names ${lost}`
}

export const make: Tool = (words, place) => {
  const { repository } = place
  const elsewhere = option(words, ['-C', '--directory'])
  if (elsewhere && isOpen(elsewhere)) return null
  const folder = elsewhere ? within(place.folder, elsewhere) : place.folder
  if (folder === null) return null
  if (elsewhere && !exists(place, elsewhere)) return `${elsewhere} is no folder here`
  const named = option(words, ['-f', '--file', '--makefile'])
  const path = named ? within(folder, named) : inFolder(repository, folder, /^(?:GNUm|[mM])akefile$/)[0]
  if (path === undefined || path === null || !repository.has(path)) {
    const made =
      inFolder(repository, folder, GENERATORS).length > 0 ||
      place.step.before.some((one) => /cmake|configure|autogen|qmake|meson|perl|phpize|mkdir/.test(one.join(' ')))
    return made || place.person ? null : `make: there is no Makefile in ${folder}`
  }
  const known = targets(repository, path)
  if (!known) return unfollowed(words, place)
  const missing = operands(words.slice(1), ['-C', '-f', '-j', '--directory', '--file'])
    .filter((word) => !word.includes('=') && !isOpen(word) && !/^\d+$/.test(word))
    .find((target) => ![...known].some((one) => matches(one, target)) && !repository.has(posix.join(folder, target)))
  return missing === undefined || known.has('%') || known.has('.DEFAULT') ? null : `${path} has no target ${missing}`
}

export const just: Tool = (words, place) => {
  const path = nearest(place.repository, place.folder, ['justfile', 'Justfile', '.justfile', 'JUSTFILE'])
  if (!path) return place.person ? null : 'just: there is no justfile'
  const text = place.repository.text(path)
  const [recipe] = operands(words.slice(1))
  if (recipe === undefined || isOpen(recipe) || /^(?:import|mod)\b/m.test(text)) return null
  const names = new Set([...text.matchAll(/^(?:alias\s+|@)?([A-Za-z_][\w-]*)[^:=\n]*:/gm)].map((one) => one[1]))
  return names.has(recipe) ? null : `${path} has no recipe ${recipe}`
}

export const task: Tool = (words, place) => {
  const names = [
    'Taskfile.yml',
    'Taskfile.yaml',
    'taskfile.yml',
    'taskfile.yaml',
    'Taskfile.dist.yml',
    'Taskfile.dist.yaml',
  ]
  const path = nearest(place.repository, place.folder, names)
  if (!path) return place.person ? null : 'task: there is no Taskfile'
  const text = place.repository.text(path)
  const [name] = operands(words.slice(1), ['-d', '-t', '--dir', '--taskfile'])
  if (name === undefined || isOpen(name) || name.includes('=')) return null
  const spelled = (one: string) =>
    new RegExp(`^\\s+["']?${one.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}["']?:`, 'm').test(text)
  return spelled(name) || (name.includes(':') && spelled(name.split(':')[0] ?? ''))
    ? null
    : `${path} has no task ${name}`
}

export const tox: Tool = (words, place) => {
  const path = nearest(place.repository, place.folder, ['tox.ini', 'tox.toml', 'pyproject.toml', 'setup.cfg'])
  const text = path === undefined ? '' : place.repository.text(path)
  if (!/\btox\b/.test(text) && !/tox\.(?:ini|toml)$/.test(path ?? ''))
    return place.person ? null : 'tox: there is no tox.ini'
  const missing = (option(words, ['-e']) ?? '')
    .split(',')
    .filter((one) => one && !isOpen(one))
    .find((env) => env.split('-').some((factor) => !/^(?:py|pypy)[\d.]*$/.test(factor) && !text.includes(factor)))
  return missing === undefined ? null : `${path} has no environment ${missing}`
}

export const nox: Tool = (words, place) => {
  const path = nearest(place.repository, place.folder, ['noxfile.py'])
  if (!path) return place.person ? null : 'nox: there is no noxfile.py'
  const text = place.repository.text(path)
  const session = option(words, ['-s', '-e', '--session', '--sessions'])
  if (session === undefined || isOpen(session)) return null
  const name = session.replace(/[-(].*$/, '')
  return new RegExp(`def ${name.replace(/\W/g, '_')}\\b|["']${name}`).test(text)
    ? null
    : `${path} has no session ${session}`
}

/** A tool that needs one of these files in its folder or above it, and nothing more that a file could tell. */
export const needs =
  (names: readonly string[] | RegExp, verbs?: RegExp): Tool =>
  (words, place: Place) => {
    if (place.person || (verbs && !verbs.test(words.slice(1).join(' ')))) return null
    const found = Array.isArray(names) ? nearest(place.repository, place.folder, names) : upTo(place, names as RegExp)
    return found === undefined
      ? `${words[0]}: nothing here that it works on (${Array.isArray(names) ? names.join(', ') : String(names)})`
      : null
  }

const upTo = ({ repository, folder }: Place, name: RegExp): string | undefined => {
  for (let at = folder; ; at = posix.dirname(at)) {
    const [found] = inFolder(repository, at, name)
    if (found || at === '.') return found
  }
}
