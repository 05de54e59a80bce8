import { type Contribution, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import { readmeIn } from '../existing-readme'
import type { Facts } from '../facts'
import { baseOf, type Project } from '../project'
import {
  configurationInstall,
  isWorkflow,
  luaChecks,
  pluginInstall,
  pluginRun,
  rockCommands,
  testPlugins,
} from './lua/commands'
import { CHECKS, configurationOf, type Editor, editorOf, editorRequirements, editorRuntime } from './lua/editor'
import { gameOf } from './lua/games'
import { type Rockspec, readRockspec } from './lua/rockspec'
import { tools } from './lua/tools'
import { contributionOf, together } from './manifest-facts'
import { purl } from './purl'

const MOST = 65_536
const FILES = new Set([
  '.busted',
  'dist.ini',
  '.luacheckrc',
  'wally.toml',
  'default.project.json',
  'main.lua',
  'conf.lua',
  'Makefile',
  'init.lua',
  'init.vim',
  'vimrc',
])

function wants(path: string): number {
  const base = baseOf(path)
  const root = !path.includes('/')
  if (base.endsWith('.rockspec') && path.split('/').length <= 2) return MOST
  if ((root && (FILES.has(base) || /^readme/i.test(base))) || isWorkflow(path)) return MOST
  return CHECKS.test(path) ? MOST : 0
}

const ROCKSPEC = /\.rockspec$/
/** Releases keep their rockspecs beside the one for development, which is the one that moves with the tree. */
function rockspecs(project: Project): string[] {
  const all = project.ending(ROCKSPEC).filter((path) => project.role(path) === 'own' && path.split('/').length <= 2)
  const root = all.filter((path) => !path.includes('/'))
  const found = root.length ? root : all.filter((path) => /^(?:rockspecs?|rocks)\//.test(path))
  const moving = found.filter((path) => /-(?:scm|dev|git|main|master|latest)-?\d*\.rockspec$/.test(path))
  return moving.length ? moving : found
}

/** Folders of a plugin's own modules and the files at which it starts. */
function pluginEntries(project: Project): Facts['entry_points'] {
  const name = project.repositoryName.replace(/\.n?vim$|^n?vim-|[-.](?:vim|nvim|lua)$/g, '').toLowerCase()
  const modules = project
    .inFolder('lua')
    .filter((path) => path.endsWith('.lua') && baseOf(path).toLowerCase().startsWith(name.slice(0, 4)))
  const autoload = project.inFolder('autoload').filter((path) => path.endsWith('.vim'))
  return [
    ...modules.slice(0, 3).map((path) => ({ path, what: 'Lua module', sources: [{ path }] })),
    ...autoload
      .slice(0, 3)
      .map((path) => ({ path, what: 'Functions that the editor loads when they are called', sources: [{ path }] })),
  ]
}

function pluginFacts(project: Project, editor: Editor, rock: Rockspec | null): Contribution {
  const readme = readmeIn(project, '.')
  const wanted = editorRequirements(project).filter(
    ({ name }) => !rock?.requirements.some((one) => name.endsWith(`/${one.name}`)),
  )
  return {
    kinds: ['plugin'],
    frameworks: [{ name: editor.name, category: 'platform', cwd: '.', sources: [editor.source] }],
    runtimes: editorRuntime(project, editor),
    dependencies: wanted.map(({ source, ...one }) => ({
      ...one,
      manifest: readme ?? source.path,
      purl: purl('github', one.name),
      sources: [source],
    })),
    entry_points: pluginEntries(project),
    commands: [
      ...pluginInstall(project, editor),
      ...testPlugins(project),
      ...(wanted.length || rock?.requirements.some(({ scope }) => scope === 'runtime')
        ? []
        : pluginRun(project, editor)),
    ],
  }
}

/** A package of OpenResty's own manager (https://github.com/openresty/opm#readme): modules below `lib/resty`, described in `dist.ini`. */
function openrestyFacts(project: Project): Contribution {
  const modules = project.inFolder('lib/resty').filter((path) => path.endsWith('.lua'))
  const text = project.text('dist.ini') ?? ''
  const name = text.match(/^name\s*=\s*([\w.-]+)/m)?.[1]
  const owner = text.match(/^(?:account|repo_link)\s*=\s*(?:https?:\/\/github\.com\/)?([\w-]+)/m)?.[1]
  const source = { path: name ? 'dist.ini' : modules[0]! }
  return {
    kinds: ['library'],
    frameworks: [{ name: 'OpenResty', category: 'platform', cwd: '.', sources: [source] }],
    entry_points: modules.slice(0, 3).map((path) => ({ path, what: 'Lua module', sources: [{ path }] })),
    commands:
      name && owner
        ? [
            {
              group: 'install',
              command: `opm get ${owner}/${name}`,
              cwd: '.',
              rank: RANK.convention,
              sources: [source],
            },
          ]
        : [],
  }
}

/** A configuration of an editor, to be cloned to its place. */
function configurationFacts(project: Project, start: string): Contribution {
  const name = start.endsWith('.lua') ? 'Neovim' : 'Vim'
  const source = { path: start }
  return {
    kinds: ['config'],
    frameworks: [{ name, category: 'platform', cwd: '.', sources: [source] }],
    runtimes: editorRuntime(project, { name, source }),
    entry_points: [{ path: start, what: `Configuration of ${name}`, sources: [source] }],
    commands: configurationInstall(project, start),
  }
}

function rockFacts(project: Project, rock: Rockspec, several: boolean, editor: Editor | null): Contribution {
  const openresty =
    /^lua-resty-/.test(rock.name.value) ||
    project.hasFolder('lib/resty') ||
    rock.requirements.some(({ name }) => name.startsWith('lua-resty-'))
  // Where the rockspec lists none, a build of its own installs the program of the rock's name.
  const own = [`bin/${rock.name.value}`, `src/bin/${rock.name.value}`].filter(
    (path) => project.files.get(path)?.mode === 'executable',
  )
  const programs = rock.binaries.length
    ? rock.binaries.map(({ name, entry, source }) => ({ name, entry, sources: [source] }))
    : own.slice(0, 1).map((entry) => ({ name: rock.name.value, entry, sources: [{ path: entry }] }))
  return {
    ...contributionOf('luarocks', 'luarocks', rock.path, {
      name: rock.name,
      description: rock.summary,
      version: rock.version,
      license: rock.license && { ...rock.license, value: rock.license.value.replace(/^MIT\/X11$/i, 'MIT') },
      private: false,
      kinds: editor ? ['plugin'] : programs.length ? ['cli', 'library'] : ['library'],
      requirements: rock.requirements,
      runtimes: rock.lua ? [{ name: 'lua', constraint: rock.lua.value, sources: rock.lua.sources }] : [],
      commands: rockCommands(project, rock, several, editor),
      binaries: programs,
      entry_points: rock.main
        ? [{ path: rock.main.path, what: `Module ${rock.name.value}`, sources: [rock.main.source] }]
        : [],
    }),
    ...(openresty && {
      frameworks: [{ name: 'OpenResty', category: 'platform', cwd: '.', sources: [{ path: rock.path }] }],
    }),
  }
}

/**
 * Lua projects: rocks (https://luarocks.org), plugins of Neovim and Vim by the folders that the editors load, games for LÖVE and Roblox.
 */
export const lua: Ecosystem = {
  name: 'lua',
  packages: { luarocks: ['Lua', 'MoonScript', 'Fennel', 'Teal', 'C'], wally: ['Luau', 'Lua'] },
  tools,
  extensions: ['', 'lua', 'vim', 'rockspec', 'toml', 'json', 'yml', 'yaml'],
  wants,
  detect(project) {
    const specs = rockspecs(project)
    const rocks = specs.slice(0, 4).flatMap((path) => readRockspec(project, path) ?? [])
    const editor = editorOf(project, rocks[0] ?? null)
    const game = gameOf(project)
    const configuration = editor || rocks.length ? null : configurationOf(project)
    const configures = configuration !== null && /\bvim\.|^set\b/m.test(project.text(configuration) ?? '')
    const isLua =
      rocks.length > 0 || editor !== null || game !== null || project.has('.luacheckrc') || project.has('.busted')
    return together([
      ...(game ? [game] : []),
      ...rocks.slice(0, 1).map((rock) => rockFacts(project, rock, specs.length > 1, editor)),
      ...(editor ? [pluginFacts(project, editor, rocks[0] ?? null)] : []),
      ...(!rocks.length && project.inFolder('lib/resty').some((path) => path.endsWith('.lua'))
        ? [openrestyFacts(project)]
        : []),
      ...(configures ? [configurationFacts(project, configuration)] : []),
      ...(isLua || configures ? [{ commands: luaChecks(project, rocks[0] ?? null, editor) }] : []),
    ])
  },
}
