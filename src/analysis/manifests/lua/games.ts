import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { type Project, record, string } from '../../project'

type Framework = NonNullable<Contribution['frameworks']>[number]

/** A game for LÖVE: `main.lua` with the engine's callbacks or its `conf.lua` (https://love2d.org/wiki/Config_Files). */
function love(project: Project): Contribution | null {
  const main = project.has('main.lua') ? project.text('main.lua') : null
  const config = project.has('conf.lua') && /\blove\.conf\b/.test(project.text('conf.lua') ?? '')
  if (main === null || !(config || /\blove\.(?:load|draw|update|graphics)\b/.test(main))) return null
  const source: Source = { path: config ? 'conf.lua' : 'main.lua' }
  return {
    kinds: ['desktop-app'],
    frameworks: [{ name: 'LÖVE', category: 'game', cwd: '.', sources: [source] }],
    entry_points: [{ path: 'main.lua', what: 'Start of the game', sources: [{ path: 'main.lua' }] }],
    commands: [{ group: 'run', command: 'love .', cwd: '.', rank: RANK.convention, sources: [source] }],
  }
}

const TOOLCHAINS: readonly (readonly [string, string])[] = [
  ['rokit.toml', 'rokit install'],
  ['aftman.toml', 'aftman install'],
  ['foreman.toml', 'foreman install'],
]

/** A Roblox project: Rojo's tree (https://rojo.space/docs/v7/project-format) and Wally's packages (https://wally.run). */
function roblox(project: Project): Contribution | null {
  const trees = project.inFolder('.').filter((path) => path.endsWith('.project.json'))
  const tree = trees.find((path) => path === 'default.project.json') ?? trees[0]
  const wally = project.toml('wally.toml')
  if (!tree && !wally) return null
  const frameworks: Framework[] = [
    { name: 'Roblox', category: 'platform', cwd: '.', sources: [{ path: tree ?? 'wally.toml' }] },
    ...(tree ? [{ name: 'Rojo', category: 'build', cwd: '.', sources: [{ path: tree }] }] : []),
  ]
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, path: string, after = 0) =>
    commands.push({ group, command, cwd: '.', rank: RANK.convention + after, sources: [{ path }] })
  const chain = TOOLCHAINS.find(([file]) => project.has(file))
  if (chain) say('setup', chain[1], chain[0])
  if (wally) say('setup', 'wally install', 'wally.toml', 1)
  const named = tree === undefined || tree === 'default.project.json' ? '' : ` ${tree}`
  const own = record(record(wally?.value).package)
  const name = string(own.name)
  const at = (key: string) => {
    const value = string(own[key])
    return wally && value ? { value, sources: [wally.at('package', key)] } : null
  }
  if (tree && !name) {
    say('build', `rojo build${named} -o game.rbxl`, tree)
    say('run', `rojo serve${named}`, tree)
  }
  return {
    ...(wally && {
      packages: [
        {
          ecosystem: 'wally',
          directory: '.',
          manifest: 'wally.toml',
          name: name ? { value: name.split('/').at(-1)!, sources: [wally.at('package', 'name')] } : null,
          description: at('description'),
          version: at('version'),
          license: at('license'),
          private: own.private === true,
          kinds: ['library' as const],
          members: [],
        },
      ],
      package_managers: [
        {
          name: 'wally',
          manifest: 'wally.toml',
          ...(project.has('wally.lock') && { lockfile: 'wally.lock' }),
          cwd: '.',
          sources: [{ path: 'wally.toml' }],
        },
      ],
    }),
    frameworks,
    commands,
  }
}

/** What a repository of games in Lua is made with; `null` for all others. */
export const gameOf = (project: Project): Contribution | null => love(project) ?? roblox(project)
