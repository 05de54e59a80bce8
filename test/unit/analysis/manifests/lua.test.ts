import { describe, expect, it } from 'vitest'
import { lua } from '../../../../src/analysis/manifests/lua'
import { isTable, luaAssignments } from '../../../../src/analysis/manifests/lua/literal'
import { contributionOf, said } from './contribution'

describe('assignments of a Lua file', () => {
  it('are read with names set before, long strings and comments', () => {
    const known = luaAssignments(
      'local a, b = "x", "y"\n--[[ c = 1 ]]\nc = a .. "-" .. b\nd = { [[e]], f = { 1 }, -- g = 2\n}\n',
    )
    expect(known.get('c')).toEqual({ value: 'x-y', line: 3 })
    const table = known.get('d')?.value
    expect(isTable(table) && [table.items[0]?.value, [...table.fields.keys()]]).toEqual(['e', ['f']])
  })

  it('give nothing for calls, and do not run', () => {
    expect(luaAssignments('a = os.getenv("HOME") .. "x"\nb = "after"\n').get('a')?.value).toBeNull()
    expect(luaAssignments('a = "x"\nb = a:rep(2)\n').get('b')?.value).toBeNull()
    expect(luaAssignments('a = f({ 1, 2 })\nb = "after"\n').get('b')?.value).toBe('after')
  })

  it('end for whatever is written', () => {
    luaAssignments('a = '.concat('{'.repeat(50_000)))
    luaAssignments(`a = ${'b..'.repeat(30_000)}`)
    luaAssignments('['.repeat(60_000))
  })
})

const PLUGIN = {
  'lua/tides/init.lua': 'return {}\n',
  'plugin/tides.lua': 'vim.api.nvim_create_user_command("Tides", f, {})\n',
}

describe('a plugin of an editor', () => {
  it('asks for the Neovim of the README before that which its code checks', () => {
    const check = { 'plugin/tides.lua': 'if vim.fn.has("nvim-0.8") == 0 then\n  error("old")\nend\n' }
    const runtime = (files: Record<string, string>) =>
      contributionOf(lua, { ...PLUGIN, ...files }, 'tides.nvim').runtimes
    expect(runtime(check)).toMatchObject([{ name: 'neovim', constraint: '>=0.8' }])
    expect(runtime({ ...check, 'README.md': 'Needs [Neovim >= 0.10.1](https://x/v0.9.9)\n' })).toMatchObject([
      { constraint: '>=0.10.1' },
    ])
    expect(runtime({ 'README.md': 'Neovim 0.7 is great.\n' })).toEqual([])
  })

  it('needs what its own installation lists, not what is optional or another plugin lists', () => {
    const needs = (readme: string) =>
      contributionOf(lua, { ...PLUGIN, 'README.md': readme }, 'tides.nvim').dependencies?.map(({ name }) => name)
    const block = (inner: string) => `\`\`\`lua\n{ 'acme/tides.nvim',\n  dependencies = {\n${inner}\n  } }\n\`\`\`\n`
    expect(needs(block("    'nvim-lua/plenary.nvim',\n    -- optional\n    'nvim-tree/nvim-web-devicons'"))).toEqual([
      'nvim-lua/plenary.nvim',
    ])
    expect(needs("```lua\n{ 'acme/other', dependencies = { 'nvim-lua/plenary.nvim' } }\n```\n")).toEqual([])
  })

  it('is cloned from the address that its README names most', () => {
    const readme =
      "'acme/tides.nvim' [wiki](https://github.com/acme/tides.nvim) forked from https://github.com/else/tides.nvim\n"
    expect(said(contributionOf(lua, { ...PLUGIN, 'README.md': readme }, 'tides.nvim'), 'install')[0]).toContain(
      'github.com/acme/tides.nvim ',
    )
    expect(said(contributionOf(lua, PLUGIN, 'tides.nvim'), 'install')).toEqual([])
  })

  it('is not tested by busted alone, which has no editor', () => {
    expect(said(contributionOf(lua, { ...PLUGIN, '.busted': 'return {}\n' }, 'tides.nvim'), 'test')).toEqual([])
  })

  it('is a configuration where the root has an init.lua', () => {
    expect(contributionOf(lua, { 'init.lua': 'vim.o.number = true\n', 'lua/a/init.lua': '' }, 'dots').kinds).toEqual([
      'config',
    ])
  })

  it('in Vim script is Vim’s', () => {
    expect(contributionOf(lua, { 'autoload/tides.vim': '', 'plugin/tides.vim': '' }).frameworks?.[0]?.name).toBe('Vim')
  })
})

describe('a rock', () => {
  const spec = 'package = "tides"\nversion = "scm-1"\ndependencies = { "lua >= 5.1" }\n'

  it('is installed only where it is shown to be published, and has no version while it moves', () => {
    const found = contributionOf(lua, { 'tides-scm-1.rockspec': spec })
    expect(said(found, 'install')).toEqual([])
    expect(found.packages?.[0]?.version).toBeNull()
    expect(
      said(contributionOf(lua, { 'tides-scm-1.rockspec': spec, 'README.md': '`luarocks install tides`\n' }), 'install'),
    ).toEqual(['luarocks install tides'])
  })
})

describe('a game', () => {
  it('for LÖVE is started from its folder; a main.lua alone is none', () => {
    expect(said(contributionOf(lua, { 'main.lua': 'function love.draw() end\n' }), 'run')).toEqual(['love .'])
    expect(said(contributionOf(lua, { 'main.lua': 'print(1)\n' }), 'run')).toEqual([])
  })

  it('for Roblox is built from its tree with the tools that are pinned', () => {
    const found = contributionOf(lua, {
      'default.project.json': '{}',
      'rokit.toml': '',
      'wally.toml': '[dependencies]\n',
    })
    expect(said(found, 'setup')).toEqual(['rokit install', 'wally install'])
    expect(said(found, 'run')).toEqual(['rojo serve'])
  })
})
