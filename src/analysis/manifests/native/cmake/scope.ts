import { join } from '../../../project'
import { evaluate, type Known } from './condition'
import type { Call } from './script'

/** Stands for the folder of the top `CMakeLists.txt` in the values of variables. */
export const TOP = '@top'
/** Characters of a value, and variables in variables, that are followed. */
const LONGEST_VALUE = 20_000
const MOST_HOPS = 3

/** The variables and options of a run, where a script stands. */
export interface Scope {
  options: ReadonlyMap<string, string>
  known: Known
  variable(name: string): string | undefined
  set(name: string, value: string): void
  remove(name: string): void
  /** Options that a file will declare: until then they are not set, which is false. */
  declare(calls: readonly Call[]): void
  /** Arguments with their variables replaced, lists spread out. */
  expand(args: readonly string[]): string[]
  /** A path of a script as one of the tree; `null` where it leads out of it or is not known. */
  located(written: string, from: string): string | null
  /** Does work whose variables end with it. */
  separately(work: () => void): void
  /** Runs `set`, `option`, `list` and `cmake_dependent_option`. */
  assign(call: Call): void
  /** `include(CTest)` declares the option that tests hang on. */
  withTesting(): void
}

/** Opens the scope of a project whose top `CMakeLists.txt` stands in `top`, `.` being the root. */
export function openScope(top: string): Scope {
  const options = new Map<string, string>()
  const declared = new Set<string>()
  let variables = new Map<string, string>([
    ['CMAKE_SOURCE_DIR', TOP],
    ['PROJECT_SOURCE_DIR', TOP],
  ])
  const known: Known = {
    variable: (name) => variables.get(name) ?? (declared.has(name) ? 'OFF' : undefined),
  }
  const set = (name: string, value: string) => {
    variables.set(name, value.slice(0, LONGEST_VALUE))
  }
  const truth = (word: string | undefined) => (evaluate([word ?? 'OFF'], known) === true ? 'ON' : 'OFF')

  function expand(args: readonly string[]): string[] {
    return args.flatMap((arg) => {
      if (!arg.includes('${')) return [arg]
      let value = arg
      for (let hops = 0; hops < MOST_HOPS && value.includes('${'); hops++)
        value = value
          .replace(/\$\{([\w.-]{1,80})\}/g, (whole, name: string) => variables.get(name) ?? whole)
          .slice(0, LONGEST_VALUE)
      if (value === '') return []
      return value.includes(';') ? value.split(';').filter((item) => item !== '') : [value]
    })
  }

  function setVariable(variable: string, values: readonly string[]): void {
    const cache = values.indexOf('CACHE')
    const plain = (cache === -1 ? values : values.slice(0, cache)).filter((one) => one !== 'PARENT_SCOPE')
    if (cache !== -1 && values[cache + 1] === 'BOOL') options.set(variable, truth(plain[0] ?? ''))
    if (cache === -1 || !variables.has(variable)) set(variable, plain.join(';'))
  }

  return {
    options,
    known,
    variable: (name) => variables.get(name),
    set,
    remove: (name) => {
      variables.delete(name)
    },
    declare: (calls) => {
      for (const { name, args } of calls) if (name === 'option' && args[0]) declared.add(args[0])
    },
    expand,
    located(written, from) {
      if (written.includes('${') || written.startsWith('/')) return null
      return written.startsWith(TOP) ? join(top, written.slice(TOP.length)) : join(from, written)
    },
    separately(work) {
      const before = variables
      variables = new Map(variables)
      work()
      variables = before
    },
    assign({ name, args }) {
      const [variable = '', ...values] = expand(args)
      if (name === 'option') {
        options.set(variable, truth(values[1]))
        if (!variables.has(variable)) set(variable, truth(values[1]))
      } else if (name === 'cmake_dependent_option') {
        const holds = (values[2] ?? '').split(';').every((one) => evaluate(one.split(' '), known) !== false)
        const value = holds ? (values[1] ?? 'OFF') : (values.at(-1) ?? 'OFF')
        options.set(variable, value)
        set(variable, value)
      } else if (name === 'list') {
        if (variable === 'APPEND' && values[0])
          set(values[0], [variables.get(values[0]) ?? '', ...values.slice(1)].filter((one) => one !== '').join(';'))
      } else setVariable(variable, values)
    },
    withTesting() {
      options.set('BUILD_TESTING', 'ON')
      if (!variables.has('BUILD_TESTING')) set('BUILD_TESTING', 'ON')
    },
  }
}
