import type { Source } from '../../../facts'
import { array, type Project, record, string } from '../../../project'
import { within } from '../../within'

/** A preset that a reader can name: how to configure, and how to build and test with it where the file says so. */
export interface Preset {
  configure: string
  build: string | null
  test: string | null
  source: Source
}

const OTHER_SYSTEM =
  /win|msvc|vs\d|visual|mac|osx|darwin|xcode|ios|android|cross|arm|mingw|emscripten|wasm|ci\b|-ci|sanit|asan|tsan|ubsan|cov|tidy|fuzz/i
/** Names of the preset that people begin with, best first. */
const FIRST = [
  /^default$/i,
  /^(?:dev(?:elop(?:ment)?)?|debug)$/i,
  /^rel(?:ease|withdebinfo)?$/i,
  /linux|unix|ninja|gcc|clang/i,
]

/** Is a preset for another machine than the reader's, by its condition? */
const isForOthers = (preset: Record<string, unknown>): boolean => {
  const condition = record(preset.condition)
  return Object.keys(condition).length > 0 && string(condition.rhs) !== 'Linux'
}

/**
 * The preset of `CMakePresets.json` to begin with: the only one that is shown, or one with a name that says so.
 * https://cmake.org/cmake/help/latest/manual/cmake-presets.7.html
 */
export function firstPreset(project: Project, folder: string): Preset | null {
  const path = within(folder, 'CMakePresets.json')
  const document = project.has(path) ? project.json(path) : null
  if (!document) return null
  const root = record(document.value)
  const shown = array(root.configurePresets).flatMap((value, index) => {
    const preset = record(value)
    const name = string(preset.name)
    return name && /^[\w.+-]+$/.test(name) && preset.hidden !== true && !isForOthers(preset) ? [{ name, index }] : []
  })
  const plain = shown.filter(({ name }) => !OTHER_SYSTEM.test(name))
  const chosen =
    FIRST.flatMap((pattern) => plain.filter(({ name }) => pattern.test(name)))[0] ??
    (shown.length === 1 ? shown[0] : undefined)
  if (!chosen) return null
  const following = (key: string) =>
    array(root[key])
      .map(record)
      .find((one) => one.hidden !== true && string(one.configurePreset) === chosen.name)
  const build = string(following('buildPresets')?.name)
  const test = string(following('testPresets')?.name)
  return { configure: chosen.name, build, test, source: document.at('configurePresets', chosen.index) }
}
