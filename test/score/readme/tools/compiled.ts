import { posix } from 'node:path'
import { inFolder, nearest, within } from '../repository'
import { exists, isOpen, operands, option, type Place, type Tool } from './place'

const CARGO_VERBS =
  /^(?:b|build|c|check|clippy|doc|fmt|r|run|t|test|bench|clean|update|tree|vendor|publish|package|fix)$/

/** Whether some Cargo.toml of the repository holds a line like `name = "x"`. */
const inCargo = ({ repository }: Place, line: RegExp) =>
  repository.files(/(?:^|\/)Cargo\.toml$/).some(({ text }) => line.test(text))
const literally = (value: string) => value.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')

export const cargo: Tool = (words, place) => {
  const rest = words.slice(1).filter((word) => !word.startsWith('+'))
  const verb = rest[0] ?? ''
  const from = option(rest, ['--path', '--manifest-path'])
  if (from !== undefined && !exists(place, from)) return `${from} is not here`
  if (!CARGO_VERBS.test(verb)) return null
  if (from === undefined && !nearest(place.repository, place.folder, ['Cargo.toml']))
    return place.person ? null : `cargo ${verb}: there is no Cargo.toml`
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined)
  const spec = option(own, ['-p', '--package'])
  if (
    spec &&
    !isOpen(spec) &&
    !inCargo(
      place,
      new RegExp(`(?:^|[\\s{])(?:name\\s*=\\s*"${literally(spec.replace(/@.*/, ''))}"|${literally(spec)}\\b)`, 'm'),
    )
  )
    return `no package ${spec}`
  const binary = option(own, ['--bin'])
  const isBinary = (name: string) =>
    inCargo(place, new RegExp(`name\\s*=\\s*"${literally(name)}"`)) ||
    place.repository.paths.some((path) => new RegExp(`src/bin/${literally(name)}(?:\\.rs|/main\\.rs)$`).test(path))
  if (binary && !isOpen(binary) && !isBinary(binary)) return `no binary ${binary}`
  const example = option(own, ['--example'])
  const isExample = (name: string) =>
    inCargo(place, new RegExp(`name\\s*=\\s*"${literally(name)}"`)) ||
    place.repository.paths.some((path) => new RegExp(`examples/${literally(name)}(?:\\.rs|/main\\.rs)$`).test(path))
  return example && !isOpen(example) && !isExample(example) ? `no example ${example}` : null
}

const isProgram = ({ repository }: Place, folder: string) =>
  repository
    .files(new RegExp(`^${folder === '.' ? '' : `${literally(folder)}/`}[^/]+\\.go$`))
    .some(({ text }) => /^package main\b/m.test(text))

export const go: Tool = (words, place) => {
  const verb = words[1] ?? ''
  const moved = option(words, ['-C'])
  if (moved || !/^(?:build|run|test|install|mod|vet|generate|fmt|tool)$/.test(verb)) return null
  const targets = operands(words.slice(2), [
    '-o',
    '-ldflags',
    '-tags',
    '-run',
    '-bench',
    '-gcflags',
    '-mod',
    '-modfile',
    '-count',
    '-timeout',
    '-coverprofile',
    '-fuzz',
    '-fuzztime',
    '-p',
    '-cpu',
    '-trimpath=x',
  ])
  const module = nearest(place.repository, place.folder, ['go.mod', 'go.work'])
  if (targets.some((one) => /@|^[\w-]+\.[a-z]+\//.test(one))) {
    const own = /^module\s+(\S+)/m.exec(place.repository.text('go.mod'))?.[1]
    const [path = ''] = (targets[0] ?? '').split('@')
    if (verb === 'mod' || !own || !(path === own || path.startsWith(`${own}/`))) return null
    const folder = path === own ? '.' : path.slice(own.length + 1).replace(/\/?\.\.\.$/, '')
    if (!place.repository.isFolder(folder || '.')) return `${path} is no folder of ${own}`
    return place.person || isOpen(path) || isProgram(place, folder) ? null : `${path} is no program`
  }
  if (!module) return place.person ? null : `go ${verb}: there is no go.mod`
  for (const target of targets.slice(0, verb === 'run' ? 1 : undefined)) {
    const path = target.replace(/\/?\.\.\.$/, '')
    if (!path || isOpen(path) || !/^\.|\.go$/.test(path)) continue
    const folder = within(place.folder, path)
    if (folder === null) continue
    if (!exists(place, path)) return `${path} is not here`
    if (verb === 'run' && !path.endsWith('.go') && place.repository.isFolder(folder) && !isProgram(place, folder))
      return `${path} holds no program`
  }
  return null
}

/** What MSBuild looks for by itself; a filter of a solution it leaves aside. */
const PROJECTS = /\.(?:sln|slnx|csproj|fsproj|vbproj|proj)$/

export const dotnet: Tool = (words, place) => {
  const verb = words[1] ?? ''
  if (!/^(?:build|run|test|restore|publish|pack|clean|watch|format)$/.test(verb)) return null
  const before = words.slice(0, words.includes('--') ? words.indexOf('--') : undefined)
  const project = option(before, ['--project', '-p', '--startup-project'])
  if (project !== undefined) return exists(place, project) ? null : `${project} is not here`
  const valued = [
    '-c',
    '--configuration',
    '-f',
    '--framework',
    '-o',
    '--output',
    '-r',
    '--runtime',
    '--filter',
    '-l',
    '--logger',
    '-v',
    '--verbosity',
    '--settings',
    '-s',
    '--os',
    '-a',
    '--collect',
    '--launch-profile',
    '--no-build',
  ]
  const [path] = operands(before.slice(2), valued).filter(
    (one) => !/^[/-]|=/.test(one) && one !== 'run' && one !== 'test',
  )
  if (verb !== 'run' && path !== undefined && !isOpen(path)) {
    if (!exists(place, path)) return `${path} is not here`
    if (!place.repository.isFolder(within(place.folder, path) ?? '')) return null
  }
  const folder = verb === 'run' || path === undefined ? place.folder : (within(place.folder, path) ?? place.folder)
  const found = inFolder(place.repository, folder, PROJECTS)
  const runnable = verb === 'run' ? found.filter((one) => /proj$/.test(one)) : found
  if (!runnable.length) return place.person ? null : `dotnet ${verb}: no project in ${folder}`
  const names = new Set(runnable.map((one) => posix.basename(one).replace(/\.\w+$/, '')))
  return names.size > 1 && verb !== 'format' && !place.person
    ? `dotnet ${verb}: more than one project or solution in ${folder} (${runnable.map((one) => posix.basename(one)).join(', ')})`
    : null
}
