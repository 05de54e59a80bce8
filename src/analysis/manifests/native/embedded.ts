import { type Contribution, RANK } from '../../detector'
import type { Facts, Source, Sourced } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'

/** What marks a firmware: the frameworks its files name, and the commands of its tools. */
export interface Embedded {
  frameworks: Facts['frameworks']
  commands: NonNullable<Contribution['commands']>
  package_managers: Facts['package_managers']
  library: { name: Sourced | null; version: Sourced | null; description: Sourced | null; manifest: string } | null
}

const FRAMEWORKS: ReadonlyMap<string, string> = new Map([
  ['arduino', 'Arduino'],
  ['espidf', 'ESP-IDF'],
  ['zephyr', 'Zephyr'],
  ['mbed', 'Mbed OS'],
  ['stm32cube', 'STM32Cube'],
  ['libopencm3', 'libopencm3'],
  ['cmsis', 'CMSIS'],
])

/** Words behind `key =` of an ini or properties file, indented lines that follow included. */
function listed(text: string, key: string): string[] {
  const value = text.match(new RegExp(`^${key}[ \\t]*=([^\\n]*(?:\\n[ \\t]+[^\\n]*){0,50})`, 'm'))?.[1] ?? ''
  return value
    .split(/[,\n]/)
    .map((one) => one.replace(/[;#].*/, '').trim())
    .filter((one) => one !== '')
}

/** https://docs.platformio.org/en/latest/projectconf/ */
function platformio(project: Project, folder: string, found: Embedded): void {
  const path = within(folder, 'platformio.ini')
  const text = project.has(path) ? project.text(path) : null
  if (text === null || !/^\[env/m.test(text)) return
  const sources: Source[] = [{ path }]
  found.package_managers.push({ name: 'platformio', manifest: path, cwd: folder, sources })
  for (const name of new Set([...text.matchAll(/^framework[ \t]*=/gm)].flatMap(() => listed(text, 'framework')))) {
    const framework = FRAMEWORKS.get(name)
    if (framework)
      found.frameworks.push({
        name: framework,
        category: 'platform',
        cwd: folder,
        sources: [project.find(path, /^framework/m)],
      })
  }
  const say = (group: 'build' | 'deploy' | 'test', command: string) =>
    found.commands.push({ group, command, cwd: folder, rank: RANK.convention, sources })
  say('build', 'pio run')
  say('deploy', 'pio run --target upload')
  if (project.below(within(folder, 'test')).some((one) => /\.(?:c|cpp)$/.test(one))) say('test', 'pio test')
}

/** https://arduino.github.io/arduino-cli/latest/library-specification/ */
function arduino(project: Project, folder: string, found: Embedded): void {
  const manifest = within(folder, 'library.properties')
  const text = project.has(manifest) ? project.text(manifest) : null
  if (text === null || !/^architectures[ \t]*=/m.test(text)) return
  const said = (key: string): Sourced | null => {
    const value = text.match(new RegExp(`^${key}[ \\t]*=[ \\t]*(\\S[^\\n]*)`, 'm'))?.[1]?.trim()
    return value ? { value, sources: [project.find(manifest, new RegExp(`^${key}`, 'm'))] } : null
  }
  const name = said('name')
  found.library = { name, version: said('version'), description: said('sentence'), manifest }
  found.frameworks.push({ name: 'Arduino', category: 'platform', cwd: folder, sources: [{ path: manifest }] })
}

/** Firmware and libraries for boards, by the files of their tools in `folder`. */
export function readEmbedded(project: Project, folder: string): Embedded {
  const found: Embedded = { frameworks: [], commands: [], package_managers: [], library: null }
  platformio(project, folder, found)
  arduino(project, folder, found)
  return found
}

/** Build systems that take over what plain CMake would do, by what their `CMakeLists.txt` loads. */
export const TAKEN_OVER: readonly {
  framework: string
  loads: RegExp
  commands: readonly ['build' | 'test' | 'deploy', string][]
}[] = [
  {
    framework: 'ESP-IDF',
    loads: /\$ENV\{IDF_PATH\}/,
    commands: [
      ['build', 'idf.py build'],
      ['deploy', 'idf.py flash'],
    ],
  },
  { framework: 'Zephyr', loads: /find_package\(\s{0,9}Zephyr\b/i, commands: [] },
  {
    framework: 'ROS 2',
    loads: /find_package\(\s{0,9}ament_cmake\b/i,
    commands: [
      ['build', 'colcon build'],
      ['test', 'colcon test'],
    ],
  },
  { framework: 'ROS', loads: /find_package\(\s{0,9}catkin\b/i, commands: [['build', 'catkin build']] },
]
