import { expect, test } from 'vitest'
import { openProject } from '../../../../src/analysis/project'
import { languageOfFence } from '../../../../src/analysis/surface/examples/languages'
import { whereabouts } from '../../../../src/analysis/surface/examples/whereabouts'
import { type Files, snapshotOf } from '../../snapshot'

/** What code of a language says of a project with these files and this package. */
function about(language: string, code: string, files: Files, ecosystem = 'generic', name = 'harbour', manifest = '') {
  const { project } = openProject(snapshotOf(files), 'harbour')
  const sourced = { value: name, sources: [{ path: manifest }] }
  const own = {
    ecosystem,
    directory: '.',
    manifest,
    name: sourced,
    description: null,
    version: null,
    license: null,
    private: false,
    kinds: [],
    members: [],
  }
  return languageOfFence(language)?.read(code, whereabouts(project, { packages: [own], exports: [] })).about
}

type Row = [
  language: string,
  own: string,
  other: string,
  files: Files,
  ecosystem?: string,
  name?: string,
  manifest?: string,
]
const rows: Row[] = [
  [
    'js',
    "const { dig } = require('harbour')",
    "const { dig } = require('dock')",
    { 'index.js': 'exports.dig = 1' },
    'npm',
  ],
  [
    'ts',
    "import type { Depth } from 'harbour/depth'",
    "import { Depth } from './harbour'",
    { 'd.ts': 'type Depth' },
    'npm',
  ],
  [
    'python',
    'from harbour.tide import low',
    'from tide.harbour import low',
    { 'src/harbour/__init__.py': '#', 'src/harbour/tide.py': 'low = 1' },
  ],
  [
    'go',
    'import "example.com/acme/harbour"',
    'import "example.com/acme/dock"',
    { 'go.mod': 'module example.com/acme/harbour\n' },
    'golang',
    'harbour',
    'go.mod',
  ],
  [
    'rust',
    'use sea_harbour::{Tide, low::{self}};',
    'use dock::Tide;',
    { 'src/lib.rs': 'pub struct Tide; pub mod low;' },
    'cargo',
    'sea-harbour',
  ],
  [
    'java',
    'import com.acme.harbour.Tide;',
    'import org.acme.harbour.Tide;',
    { 'src/main/java/com/acme/harbour/Tide.java': 'class Tide' },
  ],
  [
    'kotlin',
    'import com.acme.harbour.low',
    'import org.dock.low',
    { 'src/main/kotlin/com/acme/harbour/tides.kt': 'fun low()' },
  ],
  [
    'php',
    'use Acme\\Harbour\\Tide;',
    'use Acme\\Dock\\Tide;',
    { 'src/Tide.php': '<?php\nnamespace Acme\\Harbour;\nclass Tide {}' },
  ],
  ['ruby', "require 'harbour/tide'", "require 'dock/tide'", { 'lib/harbour/tide.rb': '#' }],
  ['csharp', 'using Acme.Harbour;', 'using Acme.Dock;', {}, 'nuget', 'Acme.Harbour'],
  ['swift', 'import Harbour', 'import Dock', { 'Sources/Harbour/Tide.swift': '//' }],
  ['cpp', '#include <harbour/tide.hpp>', '#include <dock/tide.hpp>', { 'include/harbour/tide.hpp': '//' }],
  ['dart', "import 'package:harbour/tide.dart';", "import 'package:dock/tide.dart';", { 'lib/tide.dart': '//' }, 'pub'],
  ['elixir', 'Harbour.LowTide.at(3)', 'Dock.LowTide.at(3)', { 'lib/harbour/low_tide.ex': '#' }],
  ['erlang', 'harbour:dig(3).', 'dock:dig(3).', { 'src/harbour.erl': '%' }],
  ['gleam', 'import harbour/tide', 'import dock/tide', { 'src/harbour/tide.gleam': '//' }],
  ['haskell', 'import qualified Harbour.Tide as T', 'import Dock.Tide', { 'src/Harbour/Tide.hs': '--' }],
  ['julia', 'using Harbour', 'using Dock', { 'src/Harbour.jl': '#' }],
  ['r', 'library(harbour)', 'library(dock)', {}, 'cran'],
  ['lua', 'require("harbour.tide").setup()', 'require("dock.tide").setup()', { 'lua/harbour/tide.lua': '--' }],
  ['perl', 'use Harbour::Tide;', 'use Dock::Tide;', { 'lib/Harbour/Tide.pm': '#' }],
  [
    'clojure',
    "(require '[harbour.low-tide :as low])",
    "(require '[dock.tide :as low])",
    { 'src/harbour/low_tide.clj': ';' },
  ],
  ['crystal', 'require "harbour"', 'require "dock"', { 'src/harbour.cr': '#' }],
  ['nim', 'import harbour', 'import dock', { 'src/harbour.nim': '#' }],
  ['zig', 'const harbour = @import("harbour");', 'const std = @import("std");', {}, 'zig'],
]

test.each(rows)(
  '%s: code that brings the project in is told from other code',
  (language, own, other, files, ...more) => {
    expect(about(language, own, files, ...more)).toBe('own')
    expect(about(language, other, files, ...more)).toBe('foreign')
  },
)

test.each<Row>([
  ['js', "import { gone } from 'harbour'", '', { 'index.js': 'exports.dig = 1' }, 'npm'],
  ['python', 'from harbour import gone', '', { 'harbour/__init__.py': 'dig = 1' }],
  ['python', 'import harbour.gone', '', { 'harbour/__init__.py': 'dig = 1' }],
  [
    'go',
    'import "example.com/acme/harbour/gone"',
    '',
    { 'go.mod': 'module example.com/acme/harbour\n' },
    'golang',
    'harbour',
    'go.mod',
  ],
  ['rust', 'use harbour::gone;', '', { 'src/lib.rs': 'pub fn dig() {}' }, 'cargo'],
  ['java', 'import com.acme.harbour.Gone;', '', { 'src/main/java/com/acme/harbour/Tide.java': 'class Tide' }],
  ['dart', "import 'package:harbour/gone.dart';", '', { 'lib/tide.dart': '//' }, 'pub'],
])('%s: code that names what is gone is stale', (language, code, _, files, ...more) => {
  expect(about(language, code, files, ...more)).toBe('stale')
})
