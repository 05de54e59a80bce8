import { type Contribution, RANK } from '../../detector'
import type { Project } from '../../project'
import { STARTER_PATH, startsItself } from './applications'

const MANIFEST_FREE_KINDS = /^(?:import|from)\s+(?:torch|tensorflow|jax|keras|transformers|flax|paddle)\b/m
/** Scripts of a folder without any manifest that are named. */
const MOST_SCRIPTS = 6

/**
 * A repository of scripts without a manifest: what can be started at its root, and what it is for by what it imports.
 * A script without a main guard is an entry point, but its arguments are unknown, so no command is said.
 */
export function bareScripts(project: Project): Contribution {
  const scripts = project
    .inFolder('.')
    .filter(
      (path) => /^[^/]+\.py$/.test(path) && !/^(?:conftest|tests?|test_\w+|setup|noxfile|toxfile)\.py$/.test(path),
    )
  if (
    !scripts.length ||
    project
      .inFolder('.')
      .some((path) =>
        /^(?:package\.json|Cargo\.toml|go\.mod|pom\.xml|CMakeLists\.txt|foundry\.toml|galaxy\.yml|Chart\.yaml|.*\.tf)$/.test(
          path,
        ),
      )
  )
    return {}
  const guarded = (path: string) => startsItself(path, project.text(path) ?? '')
  const starters = scripts.filter((path) => STARTER_PATH.test(path) || guarded(path)).slice(0, MOST_SCRIPTS)
  const research = scripts.find((path) => MANIFEST_FREE_KINDS.test(project.text(path) ?? ''))
  const runnable = starters.filter(guarded)
  return {
    kinds: research ? ['research-code'] : [],
    entry_points: starters.map((path) => ({ path, what: 'Script', sources: [{ path }] })),
    commands: (runnable.length === 1 ? runnable : runnable.filter((path) => STARTER_PATH.test(path)).slice(0, 1)).map(
      (path) => ({
        group: 'run' as const,
        command: `python ${/\s/.test(path) ? JSON.stringify(path) : path}`,
        cwd: '.',
        rank: RANK.convention,
        sources: [project.find(path, /^if __name__ == /m)],
      }),
    ),
  }
}
