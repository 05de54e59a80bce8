import type { Technologies } from './technologies'

/** Packages by the names under which `build.zig.zon` files commonly take them in. */
export const zigPackages: Technologies = {
  'web-framework': { 'http.zig': 'httpz', Zap: 'zap', Jetzig: 'jetzig', Tokamak: 'tokamak' },
  networking: { 'websocket.zig': 'websocket' },
  desktop: {
    Capy: 'capy',
    DVUI: 'dvui',
    GTK: 'gobject',
    Wayland: 'zig_wayland wayland zig-wayland',
    wlroots: 'zig_wlroots wlroots zig-wlroots',
  },
  game: {
    raylib: 'raylib raylib_zig',
    SDL: 'sdl sdl2 sdl3 SDL',
    Mach: 'mach mach_core',
    sokol: 'sokol',
    zgui: 'zgui zglfw zgpu zmath',
  },
  tui: { libvaxis: 'vaxis' },
  cli: { 'zig-clap': 'clap zig-clap', 'zig-cli': 'cli' },
  async: { libxev: 'libxev xev' },
  graphics: { z2d: 'z2d', FreeType: 'freetype', HarfBuzz: 'harfbuzz' },
  database: { 'zig-sqlite': 'sqlite', 'pg.zig': 'pg' },
  language: { ziglua: 'ziglua zlua lua_wrapper', 'LSP kit': 'lsp_kit' },
  observability: { Tracy: 'tracy ztracy' },
}
