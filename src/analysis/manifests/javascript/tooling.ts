import type { Project } from '../../project'
import type { Unit } from './units'

/** Manifests at the root that make another language the project's own. */
const OTHERS =
  /^(?:composer\.json|pyproject\.toml|setup\.py|setup\.cfg|requirements\.txt|manage\.py|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|mix\.exs|rebar\.config|config\.ru|Gemfile|[^/]+\.gemspec|[^/]+\.(?:cs|fs|vb)proj|[^/]+\.slnx?|pubspec\.yaml|Package\.swift|CMakeLists\.txt|meson\.build|configure\.ac|build\.zig|stack\.yaml|cabal\.project|[^/]+\.cabal|dune-project|deps\.edn|project\.clj|build\.sbt|Project\.toml|DESCRIPTION|[^/]+\.rockspec|shard\.yml|[^/]+\.nimble|foundry\.toml|ansible\.cfg|galaxy\.yml|Chart\.yaml|main\.tf|flake\.nix|theme\.json)$/

/** Does a manifest of another language stand at the root? */
export const hasAnotherLanguage = (project: Project) => project.inFolder('.').some((path) => OTHERS.test(path))

/**
 * Does the root's `package.json` only serve a project in another language (asset builds, linters, releases)?
 * It does when another manifest stands beside it, nobody could install it, and nothing shows an application of its own.
 */
export function servesAnother(project: Project, unit: Unit): boolean {
  if (unit.place !== 'root' || unit.publishable || unit.kinds.length || unit.members.length) return false
  return hasAnotherLanguage(project)
}
