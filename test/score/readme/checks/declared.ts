import { posix } from 'node:path'
import type { Repository } from '../repository'
import { manifest } from '../tools/node'

/** A package that a manifest declares, and whether anybody can install it from a registry. */
export interface Declared {
  ecosystem: 'npm' | 'pypi' | 'crates' | 'composer' | 'gem' | 'hex' | 'pub' | 'nuget' | 'maven' | 'go'
  name: string
  closed: boolean
  path: string
}

const first = (text: string, pattern: RegExp) => pattern.exec(text)?.[1]
/** The part of a TOML file from a table's heading to the next. */
export const tomlTable = (text: string, heading: RegExp) => {
  const start = text.search(heading)
  if (start < 0) return ''
  const rest = text.slice(start).replace(/^.*\n?/, '')
  const end = rest.search(/^\s*\[/m)
  return end < 0 ? rest : rest.slice(0, end)
}

type Reader = (text: string, path: string, repository: Repository) => Omit<Declared, 'path'>[]
const one = (ecosystem: Declared['ecosystem'], name: string | undefined, closed = false) =>
  name ? [{ ecosystem, name, closed }] : []

const READERS: readonly [RegExp, Reader][] = [
  [
    /^package\.json$/,
    (_, path, repository) => {
      const read = manifest(repository, path)
      return one('npm', typeof read?.name === 'string' ? read.name : undefined, read?.private === true)
    },
  ],
  [
    /^pyproject\.toml$/,
    (text) =>
      one(
        'pypi',
        first(tomlTable(text, /^\[project\]/m), /^name\s*=\s*["']([^"']+)/m) ??
          first(tomlTable(text, /^\[tool\.poetry\]/m), /^name\s*=\s*["']([^"']+)/m),
        /Private ::/.test(text),
      ),
  ],
  [/^setup\.(?:py|cfg)$/, (text) => one('pypi', first(text, /\bname\s*=\s*["']?([\w.-]+)/))],
  [
    /^Cargo\.toml$/,
    (text) =>
      one(
        'crates',
        first(tomlTable(text, /^\[package\]/m), /^name\s*=\s*"([^"]+)/m),
        /^publish\s*=\s*(?:false|\[\s*\])/m.test(text),
      ),
  ],
  [/^composer\.json$/, (text) => one('composer', first(text, /"name"\s*:\s*"([^"]+\/[^"]+)"/))],
  [
    /\.gemspec$/,
    (text, path) => one('gem', first(text, /\.name\s*=\s*["']([^"']+)/) ?? posix.basename(path, '.gemspec')),
  ],
  [/^mix\.exs$/, (text) => one('hex', first(text, /\bapp:\s*:(\w+)/), !/package/.test(text))],
  [
    /^pubspec\.yaml$/,
    (text) => one('pub', first(text, /^name:\s*["']?(\w+)/m), /^publish_to:\s*["']?none/m.test(text)),
  ],
  [
    /\.(?:cs|fs)proj$/,
    (text, path) =>
      one(
        'nuget',
        first(text, /<PackageId>([^<]+)/) ?? posix.basename(path).replace(/\.\w+$/, ''),
        /<IsPackable>\s*false/.test(text),
      ),
  ],
  [/^go\.mod$/, (text) => one('go', first(text, /^module\s+(\S+)/m))],
]

const known = new WeakMap<Repository, Declared[]>()

/** Every package that the manifests of the repository declare, those of tests and examples too. */
export function declared(repository: Repository): Declared[] {
  const all =
    known.get(repository) ??
    repository.paths.flatMap((path) => {
      const reader = READERS.find(([name]) => name.test(posix.basename(path)))?.[1]
      return reader ? reader(repository.text(path), path, repository).map((found) => ({ ...found, path })) : []
    })
  known.set(repository, all)
  return all
}

/** Files that name what a project is built on. */
export const MANIFEST =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*(?:\/[^/]+)?\.(?:txt|in)|Pipfile|environment\.ya?ml|Cargo\.toml|go\.mod|composer\.json|Gemfile|[^/]+\.gemspec|mix\.exs|pubspec\.yaml|[^/]+\.(?:cs|fs|vb)proj|(?:Directory\.)?[\w.]*\.(?:props|targets)|pom\.xml|[^/]+\.gradle(?:\.kts)?|[\w.]+\.versions\.toml|build\.sbt|[^/]+\.sbt|Dependencies\.scala|Package\.swift|Podfile|project\.clj|deps\.edn|bb\.edn|[^/]+\.cabal|package\.yaml|stack\.yaml|dune-project|[^/]+\.opam|shard\.yml|[^/]+\.nimble|[^/]+\.rockspec|rebar\.config|Makefile|CMakeLists\.txt|[^/]+\.cmake|meson\.build|conanfile\.\w+|vcpkg\.json|DESCRIPTION|Project\.toml|cpanfile|Makefile\.PL|dist\.ini|META\.json|elm\.json|gleam\.toml|manifest\.json|deno\.jsonc?|import_map\.json|build\.zig(?:\.zon)?|Chart\.yaml|versions\.tf|main\.tf|[^/]+\.nix|project\.godot|ProjectSettings\.asset|foundry\.toml|hardhat\.config\.\w+|\.gitmodules|[^/]+\.app\.src|dub\.(?:json|sdl)|fpm\.toml|platformio\.ini|libs?\.versions\.\w+|buildSrc\/.*\.kts?|paket\.dependencies|requirements\.ya?ml|galaxy\.yml|angular\.json|nx\.json|next\.config\.\w+|config\.ru|configure\.ac|configure)$/
