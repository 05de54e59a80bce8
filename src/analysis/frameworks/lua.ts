import type { Technologies } from './technologies'

export const luarocks: Technologies = {
  'web-framework': { Lapis: 'lapis', Sailor: 'sailor', Pegasus: 'pegasus', 'lua-http': 'http' },
  game: { LÖVE: 'love' },
  plugin: { 'plenary.nvim': 'plenary.nvim', 'nui.nvim': 'nui.nvim', 'nvim-nio': 'nvim-nio' },
  networking: { LuaSocket: 'luasocket', copas: 'copas', LuaSec: 'luasec', 'lua-resty-http': 'lua-resty-http' },
  async: { cqueues: 'cqueues', luv: 'luv' },
  data: {
    LPeg: 'lpeg',
    Penlight: 'penlight',
    LuaFileSystem: 'luafilesystem',
    LuaSQL: 'luasql-sqlite3 luasql-mysql luasql-postgres',
  },
  serialization: { 'lua-cjson': 'lua-cjson', dkjson: 'dkjson', 'lua-protobuf': 'lua-protobuf' },
  cli: { argparse: 'argparse', lua_cliargs: 'lua_cliargs' },
  language: { MoonScript: 'moonscript', Fennel: 'fennel', Teal: 'tl' },
  testing: { busted: 'busted', LuaUnit: 'luaunit', LuaCov: 'luacov', nlua: 'nlua' },
  lint: { luacheck: 'luacheck' },
  docs: { LDoc: 'ldoc' },
}

/** Plugins of Neovim that others are built on, by their repositories. */
export const github: Technologies = {
  plugin: {
    'plenary.nvim': 'nvim-lua/plenary.nvim',
    'nui.nvim': 'muniftanjim/nui.nvim',
    'nvim-treesitter': 'nvim-treesitter/nvim-treesitter',
    'telescope.nvim': 'nvim-telescope/telescope.nvim',
    'nvim-lspconfig': 'neovim/nvim-lspconfig',
    'nvim-nio': 'nvim-neotest/nvim-nio',
    'nvim-dap': 'mfussenegger/nvim-dap',
    'mason.nvim': 'williamboman/mason.nvim mason-org/mason.nvim',
    'nvim-cmp': 'hrsh7th/nvim-cmp',
    'snacks.nvim': 'folke/snacks.nvim',
    'mini.nvim': 'echasnovski/mini.nvim nvim-mini/mini.nvim',
    'nvim-web-devicons': 'nvim-tree/nvim-web-devicons kyazdani42/nvim-web-devicons',
    'promise-async': 'kevinhwang91/promise-async',
  },
}
