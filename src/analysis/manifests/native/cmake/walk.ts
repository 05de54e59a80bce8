import { relative } from '../../../paths'
import { join, type Project } from '../../../project'
import { isAside } from '../build'
import { evaluate, type Truth } from './condition'
import { openScope, TOP } from './scope'
import { type Call, cmakeCalls } from './script'

/** A command as CMake would run it, with its variables replaced as far as they are known. */
export interface Run {
  name: string
  args: readonly string[]
  path: string
  line: number
  /** Folder of the `CMakeLists.txt` that runs it. */
  folder: string
  /** Options, off by default, that must be on for it to run. */
  gate: readonly string[]
  /** A condition around it speaks of tests, examples or documents, or it stands in a folder of such. */
  aside: boolean
}

/** Commands that are run altogether, calls and blocks in each other, items of a loop, options at once: what a project needs, and no attack. */
const MOST_RUNS = 20_000
const MOST_CALLS_DEEP = 5
const MOST_BLOCKS_DEEP = 60
const MOST_ITEMS = 60
const MOST_GATES = 2

interface Place {
  path: string
  folder: string
  gate: readonly string[]
  aside: boolean
  depth: number
  /** Blocks around it. */
  level: number
  /** The line that a reader is sent to: of the call, for what a function of the project does. */
  line?: number
}
interface Routine {
  parameters: readonly string[]
  body: readonly Call[]
  scoped: boolean
}

/** Where the block that begins at `from` ends: the index of its `endif`, `endforeach` … */
function endOf(calls: readonly Call[], from: number, word: string): number {
  let depth = 0
  for (let at = from; at < calls.length; at++) {
    if (calls[at]!.name === word) depth++
    else if (calls[at]!.name === `end${word}` && --depth === 0) return at
  }
  return calls.length
}

/**
 * What building the project in `folder` by itself runs, in order: `if`s are decided by the defaults of its options, functions and loops
 * are followed, so are `add_subdirectory` and `include` of files that were read. Where a condition is not known, both ways are taken.
 */
export function runCMake(project: Project, folder: string): Run[] {
  const runs: Run[] = []
  const routines = new Map<string, Routine>()
  const visited = new Set<string>()
  const scope = openScope(folder)
  let left = MOST_RUNS

  function file(path: string, place: Place): void {
    const text = visited.has(path) ? null : project.text(path)
    if (text === null) return
    visited.add(path)
    scope.separately(() => {
      const below = relative(folder, place.folder)
      scope.set('CMAKE_CURRENT_SOURCE_DIR', below === '.' ? TOP : `${TOP}/${below}`)
      const calls = cmakeCalls(text)
      scope.declare(calls)
      block(calls, { ...place, path })
    })
  }

  function conditional(calls: readonly Call[], place: Place): void {
    let depth = 0
    let decided: Truth = false
    let from = 0
    let head = calls[0]!
    const branch = (to: number, truth: Truth) => {
      const body = calls.slice(from + 1, to)
      const aside = place.aside || head.args.some((word) => word !== 'NOT' && isAside(word))
      if (truth !== false) {
        block(body, { ...place, aside })
        return
      }
      const [option = '', ...more] = head.args
      const gates =
        scope.options.get(option) === 'OFF' &&
        more.every((word) => word === 'AND' || word === 'OR' || scope.options.has(word))
      if (gates && decided === false && place.gate.length < MOST_GATES)
        scope.separately(() => {
          scope.set(option, 'ON')
          block(body, { ...place, aside, gate: [...place.gate, option] })
        })
    }
    const truthOfHead = (): Truth => {
      if (decided === true) return false
      const own = head.name === 'else' ? true : evaluate(head.args, scope.known)
      return decided === null && own === true ? null : own
    }
    for (let at = 0; at < calls.length; at++) {
      const { name } = calls[at]!
      if (name === 'if') depth++
      else if (name === 'endif') depth--
      const last = at === calls.length - 1
      if (!last && !(depth === 1 && (name === 'elseif' || name === 'else'))) continue
      const truth = truthOfHead()
      branch(name === 'endif' || name === 'elseif' || name === 'else' ? at : at + 1, truth)
      if (truth === true) decided = true
      else if (truth === null) decided = null
      from = at
      head = calls[at]!
    }
  }

  function loop(calls: readonly Call[], place: Place): void {
    const [variable = '', ...rest] = calls[0]!.args
    const named = rest[0] === 'IN' ? rest.slice(1) : rest
    const items =
      named[0] === 'LISTS'
        ? named.slice(1).flatMap((name) => scope.variable(name)?.split(';') ?? [])
        : scope.expand(named[0] === 'ITEMS' ? named.slice(1) : named)
    const body = calls.slice(1, -1)
    if (rest[0] === 'RANGE' || !items.length) {
      block(body, place)
      return
    }
    for (const item of items.slice(0, MOST_ITEMS)) {
      scope.set(variable, item)
      block(body, place)
    }
    scope.remove(variable)
  }

  function call(routine: Routine, args: readonly string[], place: Place): void {
    const work = () => {
      const given = scope.expand(args)
      for (const [index, name] of routine.parameters.entries()) scope.set(name, given[index] ?? '')
      for (const [index, value] of given.slice(0, 10).entries()) scope.set(`ARGV${index}`, value)
      scope.set('ARGN', given.slice(routine.parameters.length).join(';'))
      scope.set('ARGV', given.join(';'))
      block(routine.body, { ...place, depth: place.depth + 1 })
    }
    if (routine.scoped) scope.separately(work)
    else work()
  }

  function include(args: readonly string[], place: Place): void {
    const [name = ''] = scope.expand(args)
    if (name === 'CTest') scope.withTesting()
    const path = /\.cmake$/.test(name) ? scope.located(name, place.folder) : null
    const modules = ['cmake', 'cmake/modules', 'CMake', 'CMakeModules'].map((one) =>
      join(folder, `${one}/${name}.cmake`),
    )
    const found = [path, ...modules].find((one) => one !== null && project.has(one))
    const text = found && !visited.has(found) ? project.text(found) : null
    if (!found || text === null) return
    visited.add(found)
    block(cmakeCalls(text), { ...place, path: found, depth: place.depth + 1 })
  }

  function block(calls: readonly Call[], place: Place): void {
    if (place.depth > MOST_CALLS_DEEP || place.level > MOST_BLOCKS_DEEP) return
    for (let at = 0; at < calls.length && left > 0; at++) {
      const one = calls[at]!
      const { name, args, line } = one
      left--
      if (name === 'if' || name === 'foreach') {
        const end = endOf(calls, at, name)
        const inner = calls.slice(at, end + 1)
        if (name === 'if') conditional(inner, { ...place, level: place.level + 1 })
        else loop(inner, { ...place, level: place.level + 1 })
        at = end
      } else if (name === 'function' || name === 'macro') {
        const end = endOf(calls, at, name)
        const [routine = '', ...parameters] = args
        routines.set(routine.toLowerCase(), { parameters, body: calls.slice(at + 1, end), scoped: name === 'function' })
        at = end
      } else if (name === 'return') {
        if (place.depth === 0 && place.gate.length === 0) break
      } else {
        runs.push({
          name,
          args: scope.expand(args),
          path: place.path,
          line: place.line ?? line,
          folder: place.folder,
          gate: place.gate,
          aside: place.aside,
        })
        const routine = routines.get(name)
        if (routine) call(routine, args, { ...place, line: place.line ?? line })
        else if (/^(?:set|option|list|cmake_dependent_option)$/.test(name)) scope.assign(one)
        else if (name === 'project') {
          const [title = ''] = scope.expand(args)
          scope.set('PROJECT_NAME', title)
          if (scope.variable('CMAKE_PROJECT_NAME') === undefined) scope.set('CMAKE_PROJECT_NAME', title)
        } else if (name === 'include') include(args, place)
        else if (name === 'add_subdirectory') {
          const folderAt = scope.located(scope.expand(args)[0] ?? '', place.folder)
          const path = folderAt && join(folderAt, 'CMakeLists.txt')
          const role = path ? project.role(path) : 'vendored'
          if (folderAt && path && role !== 'vendored')
            file(path, {
              ...place,
              folder: folderAt,
              aside: place.aside || role !== 'own' || isAside(folderAt),
            })
        }
      }
    }
  }
  file(join(folder, 'CMakeLists.txt') ?? 'CMakeLists.txt', {
    path: '',
    folder,
    gate: [],
    aside: false,
    depth: 0,
    level: 0,
  })
  return runs
}
