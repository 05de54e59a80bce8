import { RANK } from '../../detector'
import type { Facts, Source, Sourced } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import type { Build } from './build'
import { firstPreset } from './cmake/presets'
import { cmakeRequirements } from './cmake/requirements'
import { cmakeTargets } from './cmake/targets'
import { cmakeTests } from './cmake/tests'
import { type Run, runCMake } from './cmake/walk'

const sourceOf = ({ path, line }: Run): Source => ({ path, line })
/** The argument behind a keyword, where it is known. */
function after({ args }: Run, word: string): string | null {
  const value = args.includes(word) ? args[args.indexOf(word) + 1] : undefined
  return value && !value.includes('${') ? value.replace(/\s+/g, ' ').trim() : null
}

/** The version of `project()`, else that of a variable that goes by the project's name. */
function versionOf(title: Run, runs: readonly Run[]): Sourced | null {
  const stated = after(title, 'VERSION')
  if (stated && /^\d+(?:\.\d+)*$/.test(stated)) return { value: stated, sources: [sourceOf(title)] }
  const names = new Set([
    'PROJECT_VERSION',
    'VERSION',
    `${title.args[0]}_VERSION`,
    `${title.args[0]?.toUpperCase()}_VERSION`,
  ])
  const set = runs.find(
    ({ name, args, folder }) =>
      name === 'set' && folder === title.folder && names.has(args[0] ?? '') && /^\d+(?:\.\d+)+$/.test(args[1] ?? ''),
  )
  return set ? { value: set.args[1]!, sources: [sourceOf(set)] } : null
}

/** Standards of the languages that the product is compiled as, and the CMake that reads its scripts. */
function runtimesOf(runs: readonly Run[], top: string): Facts['runtimes'] {
  const own = runs.filter(({ gate, aside }) => gate.length === 0 && !aside)
  const minimum = own.find(({ name, folder }) => name === 'cmake_minimum_required' && folder === top)
  const least = minimum && after(minimum, 'VERSION')?.match(/^\d+(?:\.\d+)*/)?.[0]
  const standard = (variable: string, feature: string) => {
    const set = own.find(({ name, args }) => name === 'set' && args[0] === variable && /^\d+$/.test(args[1] ?? ''))
    const features = own.flatMap((run) => {
      const value = run.name === 'target_compile_features' ? run.args.find((arg) => arg.startsWith(feature)) : undefined
      return value ? [{ value: value.slice(feature.length), run }] : []
    })
    if (set) return { value: set.args[1]!, run: set }
    return features[0]
  }
  return [
    ...(minimum && least ? [{ name: 'cmake', constraint: `>=${least}`, sources: [sourceOf(minimum)] }] : []),
    ...[
      { name: 'c++', found: standard('CMAKE_CXX_STANDARD', 'cxx_std_') },
      { name: 'c', found: standard('CMAKE_C_STANDARD', 'c_std_') },
    ].flatMap(({ name, found }) => (found ? [{ name, constraint: found.value, sources: [sourceOf(found.run)] }] : [])),
  ]
}

/** Where `CMAKE_RUNTIME_OUTPUT_DIRECTORY` sends programs. */
function outputsOf(runs: readonly Run[]): string | null | undefined {
  const set = runs.find(
    ({ name, args, gate }) => name === 'set' && gate.length === 0 && args[0] === 'CMAKE_RUNTIME_OUTPUT_DIRECTORY',
  )
  if (!set) return undefined
  const below = set.args[1]?.match(/^\$\{(?:CMAKE|PROJECT|CMAKE_CURRENT|\w+)_BINARY_DIR\}(?:\/([\w./-]*))?$/)
  return below ? (below[1] ?? '').replace(/\/$/, '') : null
}

/** Configure and build in `build`, run what CTest knows, install what the scripts install. */
function commandsOf(project: Project, folder: string, manifest: string, runs: readonly Run[]): Build['commands'] {
  const manifestSource: Source = { path: manifest }
  const preset = firstPreset(project, folder)
  const tests = cmakeTests(runs, folder)
  const installs = runs.find(({ name, gate, aside }) => name === 'install' && gate.length === 0 && !aside)
  const configure = 'cmake -S . -B build'
  const needsPreset = preset !== null && project.has(within(folder, 'vcpkg.json'))
  const options = (tests?.options ?? []).map((option) => ` -D${option}=ON`).join('')
  const build = `${configure} && cmake --build build`
  return [
    ...(preset
      ? [
          {
            group: 'build' as const,
            command: `cmake --preset ${preset.configure}${preset.build ? ` && cmake --build --preset ${preset.build}` : ''}`,
            rank: RANK.convention - 1,
            sources: [preset.source],
          },
        ]
      : []),
    ...(preset?.test
      ? [
          {
            group: 'test' as const,
            command: `ctest --preset ${preset.test}`,
            rank: RANK.convention - 1,
            sources: [preset.source],
          },
        ]
      : []),
    ...(needsPreset
      ? []
      : [{ group: 'build' as const, command: build, rank: RANK.convention, sources: [manifestSource] }]),
    ...(tests && !needsPreset
      ? [
          {
            group: 'test' as const,
            command: options
              ? `${configure}${options} && cmake --build build && ctest --test-dir ${tests.folder}`
              : `ctest --test-dir ${tests.folder}`,
            rank: RANK.convention,
            sources: [tests.source],
          },
        ]
      : []),
    ...(installs && !needsPreset
      ? [
          {
            group: 'install' as const,
            command: `${build} && cmake --install build`,
            rank: RANK.documented + 2,
            sources: [sourceOf(installs)],
          },
        ]
      : []),
  ]
}

/** Reads the CMake project in `folder`; `null` where its `CMakeLists.txt` begins none of its own. */
export function readCMake(project: Project, folder: string): Build | null {
  const manifest = within(folder, 'CMakeLists.txt')
  if (!project.has(manifest)) return null
  const runs = runCMake(project, folder)
  const title =
    runs.find(({ name, path }) => name === 'project' && path === manifest) ??
    runs.find(({ name }) => name === 'project')
  if (!title) return null
  const name = title.args[0]
  const description = after(title, 'DESCRIPTION')
  return {
    tool: 'CMake',
    manifest,
    name: name && !name.includes('$') ? { value: name, sources: [sourceOf(title)] } : null,
    version: versionOf(title, runs),
    description: description ? { value: description, sources: [sourceOf(title)] } : null,
    license: null,
    targets: cmakeTargets(project, folder, runs),
    requirements: cmakeRequirements(runs),
    runtimes: runtimesOf(runs, folder),
    outputs: outputsOf(runs),
    commands: commandsOf(project, folder, manifest, runs),
  }
}
