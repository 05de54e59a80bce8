import { type CommandCandidate, RANK } from '../../detector'
import { readmeIn } from '../../existing-readme'
import type { CommandGroup, Source } from '../../facts'
import { escaped } from '../../literal-pattern'
import { sameName } from '../../names'
import { baseOf, lineAt, type Project } from '../../project'
import { calledIn } from '../ci-calls'
import { type Editor, ownAddress } from './editor'
import type { Rockspec } from './rockspec'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/
export const isWorkflow = (path: string) => WORKFLOW.test(path)

export const workflows = (project: Project): readonly string[] =>
  project.inFolder('.github/workflows').filter(isWorkflow)

/** What shows that the rock is on LuaRocks under its name: the README's link or command, or a workflow that uploads it. */
function published(project: Project, rock: Rockspec): Source | null {
  const name = escaped(rock.name.value)
  const readme = readmeIn(project, '.')
  const shown = new RegExp(
    `luarocks\\s+(?:--\\S+\\s+)*install\\s+(?:--\\S+\\s+)*${name}(?![\\w.-])|luarocks(?:\\.org)?/(?:modules|v)/[\\w-]+/${name}(?![\\w.-])`,
    'i',
  )
  if (readme && shown.test(project.text(readme) ?? '')) return project.find(readme, shown)
  const upload = /luarocks-tag-release|luarocks(?:\.lua)?["']?\s+upload/
  return calledIn(project, workflows(project), upload)?.source ?? null
}

/** Install, prepare and build a rock. */
export function rockCommands(
  project: Project,
  rock: Rockspec,
  several: boolean,
  editor: Editor | null,
): CommandCandidate[] {
  const found: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, sources: Source[]) =>
    found.push({ group, command, cwd: '.', rank: RANK.convention, sources })
  const shown = published(project, rock)
  if (shown) say('install', `luarocks install ${rock.name.value}`, [...rock.name.sources, shown])
  if (editor) return found
  const file = { path: rock.path }
  if (rock.requirements.length) say('setup', `luarocks install --only-deps ${baseOf(rock.path)}`, [file])
  say('build', several ? `luarocks make ${baseOf(rock.path)}` : 'luarocks make', [file])
  return found
}

/** A plugin as the editor's own packages take it: the README's own line for that, else a clone into the folder that both editors load. */
export function pluginInstall(project: Project, editor: Editor): CommandCandidate[] {
  const own = ownAddress(project)
  if (!own) return []
  const folder = editor.name === 'Neovim' ? '~/.local/share/nvim/site/pack/plugins/start' : '~/.vim/pack/plugins/start'
  return [
    {
      group: 'install',
      command: `git clone --depth 1 ${own.address} ${folder}/${project.repositoryName}`,
      cwd: '.',
      purpose: `As a package of ${editor.name}, without a plugin manager`,
      rank: RANK.convention + 1,
      sources: [own.source, editor.source],
    },
  ]
}

/** The plugin's own command, tried from the clone: said where a file that the editor loads at start defines one and no other plugin is needed. */
export function pluginRun(project: Project, editor: Editor): CommandCandidate[] {
  const own = sameName(project.hostedName.replace(/\.n?vim$|^n?vim-|[-.](?:vim|nvim|lua)$/gi, '')).slice(0, 4)
  const defined =
    /\bnvim_create_user_command\(\s{0,20}["'](\w+)["']|^[ \t]{0,40}command!?[ \t]{1,20}(?:-\S{1,80}[ \t]{1,20}){0,12}([A-Z]\w*)/gm
  for (const path of project.inFolder('plugin')) {
    const text = project.text(path) ?? ''
    for (const match of text.matchAll(defined)) {
      const name = match[1] ?? match[2]!
      if (!sameName(name).startsWith(own)) continue
      const program = editor.name === 'Neovim' ? 'nvim' : 'vim'
      const command = `${program} --cmd 'set rtp+=.' -c ':${name}'`
      const purpose = `Try it in ${editor.name} without installing it`
      return [
        {
          group: 'run',
          command,
          cwd: '.',
          purpose,
          rank: RANK.convention,
          sources: [{ path, line: lineAt(text, match.index) }],
        },
      ]
    }
  }
  return []
}

/** A configuration is cloned to where its editor looks for it. */
export function configurationInstall(project: Project, start: string): CommandCandidate[] {
  const own = ownAddress(project)
  if (!own || !/^init\./.test(start)) return []
  const command = `git clone ${own.address} ~/.config/nvim`
  return [{ group: 'install', command, cwd: '.', rank: RANK.convention, sources: [own.source, { path: start }] }]
}

/** Clones of other plugins that CI makes before the tests, in the form that works anywhere. */
export function testPlugins(project: Project): CommandCandidate[] {
  return workflows(project)
    .flatMap((path) => {
      const lines = (project.text(path) ?? '').split('\n', 2_000)
      return lines.flatMap((line, index) => {
        const command = line
          .slice(0, 300)
          .match(
            /(?:^\s*|run:\s*|&&\s*)(git clone (?:--\S+ (?:\d+ )?)*https:\/\/github\.com\/[\w.-]+\/(?:plenary\.nvim|mini\.nvim|nui\.nvim|nvim-treesitter|vim-themis|vader\.vim)(?:\.git)? (?:\.\.?\/|~\/|deps\/|vendor\/)[\w./-]+)\s*$/,
          )?.[1]
        return command
          ? [
              {
                group: 'setup' as const,
                command,
                cwd: '.',
                purpose: 'A plugin that the tests need',
                rank: RANK.convention,
                sources: [{ path, line: index + 1 }],
              },
            ]
          : []
      })
    })
    .slice(0, 2)
}

/** Tests and checks by the configuration of their tools. */
export function luaChecks(project: Project, rock: Rockspec | null, editor: Editor | null): CommandCandidate[] {
  const found: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source, after = 0) =>
    found.push({ group, command, cwd: '.', rank: RANK.convention + after, sources: [source] })
  const file = (...names: string[]) => names.find(project.has)
  const busted = file('.busted')
  const calls = [...workflows(project), 'Makefile']
  if (rock?.test?.type === 'busted') say('test', 'luarocks test', rock.test.source, 1)
  // Code of a plugin runs in the editor only, whose Lua busted has to be given.
  if (busted && !editor) say('test', 'busted', { path: busted })
  else if (!busted && !editor) {
    const called = calledIn(project, calls, /^[ \t-]{0,40}(?:run:[ \t]{0,9})?busted(?:\s[^\n$]{0,80})?$/m)
    if (called && project.hasFolder('spec')) say('test', 'busted', called.source)
  }
  const themis = file('.themisrc')
  if (themis) say('test', 'themis', { path: themis })
  const luacheck = file('.luacheckrc')
  const checked = calledIn(project, calls, /(?<![\w-])luacheck((?: (?!-)[\w./]+)+)\s*$/m)
  if (luacheck || checked) say('lint', `luacheck${checked?.match[1] ?? ' .'}`, checked?.source ?? { path: luacheck! })
  const selene = file('selene.toml')
  if (selene)
    say('lint', `selene ${project.hasFolder('lua') ? 'lua' : project.hasFolder('src') ? 'src' : '.'}`, { path: selene })
  const stylua = file('stylua.toml', '.stylua.toml')
  if (stylua) {
    const given = calledIn(project, calls, /(?:stylua|args:)[^\n]{0,60}--check ((?:[\w./]+ ?)+)\s*(?:$|--)/m)
    const where = given?.match[1]?.trim() ?? '.'
    say('lint', `stylua --check ${where}`, given?.source ?? { path: stylua }, 1)
    say('format', `stylua ${where}`, { path: stylua })
  }
  return found
}
