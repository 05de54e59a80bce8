import { posix } from 'node:path'
import { inFolder, nearest, within } from '../repository'
import { exists, fileFault, isOpen, operands, option, type Tool, USUAL } from './place'

/** A tool that is given files of the repository: the first operand has to be there. */
export const firstFile =
  (ending: RegExp, valued: readonly string[] = []): Tool =>
  (words, place) => {
    const [file] = operands(words.slice(1), valued)
    return file !== undefined && ending.test(file) && !(place.person && USUAL.test(file))
      ? fileFault(place, file)
      : null
  }

export const copy: Tool = (words, place) => {
  const [from, to] = operands(words.slice(1))
  return from === undefined || to === undefined || (place.person && !/[./]/.test(from)) ? null : fileFault(place, from)
}

/** A program that is called by its path. */
export const program: Tool = (words, place) => {
  const path = words[0] ?? ''
  const built = place.step.before.some(
    (one) =>
      /^(?:make|cmake|ninja|cargo|go|gcc|g\+\+|cc|clang\+?\+?|zig|swift|ocaml\w*|dune|ghc|crystal|nim|meson|mvn|\.\/gradlew|\.\/configure|dotnet|npm|curl|wget|tar|unzip|rustc|javac|chmod|ninja-build|v|dmd|sudo)$/.test(
        one[0] ?? '',
      ) || /-o\b/.test(one.join(' ')),
  )
  return built ||
    (place.person &&
      !/\.(?:sh|py|rb|pl|js|ps1|bat|cmd)$|^\.\/(?:configure|gradlew|mvnw|bootstrap|autogen\.sh)$/.test(path))
    ? null
    : fileFault(place, path)
}

export const shellFile: Tool = (words, place) => {
  if (words.some((word) => /^-[a-z]*[cs]$/.test(word))) return null
  const [file] = operands(words.slice(1), ['-o'])
  return file === undefined ||
    (place.person && !/\.(?:sh|bash|zsh)$/.test(file)) ||
    /^-$|bin\/activate/.test(file) ||
    isOpen(file)
    ? null
    : fileFault(place, file)
}

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/

const COMPOSE_VERBS =
  /^(?:attach|bridge|build|commit|config|cp|create|down|events|exec|export|images|kill|logs|ls|pause|port|ps|publish|pull|push|restart|rm|run|scale|start|stats|stop|top|unpause|up|version|volumes|wait|watch|-.*)$/

export const compose: Tool = (words, place) => {
  const moved = option(words, ['--project-directory'])
  const rest = words[0] === 'docker-compose' ? words.slice(1) : words.slice(2)
  const files = rest.flatMap((word, index) => (/^(?:-f|--file)$/.test(rest[index - 1] ?? '') ? [word] : []))
  const lost = files.find((file) => !exists(place, file))
  if (lost !== undefined) return fileFault(place, lost)
  if (files.length || moved) return null
  const given = nearest(place.repository, place.folder, [
    'compose.yaml',
    'compose.yml',
    'docker-compose.yml',
    'docker-compose.yaml',
  ])
  if (!given)
    return place.person || inFolder(place.repository, place.folder, COMPOSE).length > 1
      ? null
      : `there is no compose file in ${place.folder}`
  const verb = operands(rest, ['-p', '--profile', '--env-file'])
  if (verb[0] !== undefined && !COMPOSE_VERBS.test(verb[0])) return `docker compose has no command ${verb[0]}`
  const service = /^(?:up|build|run|exec|start|logs|restart|stop)$/.test(verb[0] ?? '') ? verb[1] : undefined
  return service === undefined ||
    isOpen(service) ||
    place.repository.files(/compose[^/]*\.ya?ml$/).some(({ text }) => text.includes(`${service}:`))
    ? null
    : `${given} has no service ${service}`
}

export const docker: Tool = (words, place) => {
  if (words[1] === 'compose') return compose(words, place)
  const rest = words[1] === 'buildx' ? words.slice(2) : words.slice(1)
  if (rest[0] !== 'build') return null
  const valued = [
    '-t',
    '--tag',
    '-f',
    '--file',
    '--build-arg',
    '--target',
    '--platform',
    '--network',
    '--progress',
    '--secret',
    '--label',
    '-o',
    '--output',
    '--cache-from',
    '--cache-to',
    '--ssh',
  ]
  const file = option(rest, ['-f', '--file'])
  if (file !== undefined) return file === '-' || exists(place, file) ? null : fileFault(place, file)
  const context = operands(rest.slice(1), valued)[0]
  if (context === undefined || context === '-' || isOpen(context)) return null
  const folder = within(place.folder, context)
  if (folder === null) return null
  if (!exists(place, context)) return fileFault(place, context)
  return inFolder(place.repository, folder, /^(?:Dockerfile|Containerfile)$/i).length
    ? null
    : `there is no Dockerfile in ${folder}`
}

export const cmake: Tool = (words, place) => {
  if (words.some((word) => /^--(?:build|install|open)$|^-E$/.test(word))) return null
  if (words.some((word) => /^--preset/.test(word)))
    return nearest(place.repository, place.folder, ['CMakePresets.json', 'CMakeUserPresets.json'])
      ? null
      : 'there is no CMakePresets.json'
  const source = option(words, ['-S', '-H']) ?? operands(words.slice(1), ['-B', '-G', '-D', '-A', '-T', '-C'])[0] ?? '.'
  const folder = within(place.folder, source)
  if (folder === null || isOpen(source) || place.person) return null
  return place.repository.has(posix.join(folder, 'CMakeLists.txt')) ? null : `there is no CMakeLists.txt in ${folder}`
}

/** A script of composer.json, or what Composer does of itself. */
export const composer: Tool = (words, place) => {
  const path = nearest(place.repository, place.folder, ['composer.json'])
  const [verb, second] = operands(words.slice(1), ['-d', '--working-dir'])
  if (
    verb === undefined ||
    /^(?:require|global|create-project|self-update|init|remove|config|diagnose|search|show|about)$/.test(verb)
  )
    return null
  if (!path) return place.person ? null : `composer ${verb}: there is no composer.json`
  const name = /^run(?:-script)?$/.test(verb)
    ? second
    : /^(?:install|i|update|u|upgrade|dump-autoload|dumpautoload|validate|exec|audit|outdated|check-platform-reqs|archive|bump|normalize|status|licenses|fund|why|prohibits|suggests|clear-cache|reinstall|bin|list|help)$/.test(
          verb,
        )
      ? undefined
      : verb
  return name === undefined || isOpen(name) || place.repository.text(path).includes(`"${name}"`)
    ? null
    : `${path} has no script ${name}`
}

/** Tasks whose dependency is called otherwise. */
const BROUGHT: readonly [string, string][] = [
  ['dialyzer', ':dialyxir'],
  ['docs', ':ex_doc'],
]
/** Tasks that Mix brings. */
const MIX_OWN =
  /^(?:archive|clean|cmd|compile|deps|do|escript|format|help|hex|loadconfig|local|new|profile|release|run|test|xref|app|eval|phx|ecto)(?:\.|$)/

export const mix: Tool = (words, place) => {
  const file = nearest(place.repository, place.folder, ['mix.exs'])
  const [task] = operands(words.slice(1))
  if (
    task === undefined ||
    isOpen(task.replace(/,$/, '')) ||
    /^(?:archive|local|new|phx\.new|escript\.install|hex|igniter)/.test(task)
  )
    return null
  if (!file) return place.person ? null : `mix ${task}: there is no mix.exs`
  const name = task.replace(/,$/, '')
  const [top = ''] = name.split('.')
  const known =
    MIX_OWN.test(name) ||
    BROUGHT.some(([task, dependency]) => task === name && place.repository.text(file).includes(dependency)) ||
    place.repository.files(/(?:^|\/)mix\.exs$/).some(({ text }) => text.includes(`${top}`)) ||
    place.repository.paths.some((one) => one.endsWith(`mix/tasks/${name}.ex`)) ||
    place.repository.mentions(`Mix.Tasks.${top[0]?.toUpperCase()}${top.slice(1)}`, (one) => /\.ex$/.test(one))
  return known || place.person ? null : `${file} knows no task ${name}`
}
