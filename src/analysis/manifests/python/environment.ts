import type { PythonRoot } from './root'

/** How a command is run inside the environment that the package manager keeps. */
export const RUN_PREFIX: Record<string, string> = {
  uv: 'uv run ',
  poetry: 'poetry run ',
  pdm: 'pdm run ',
  pipenv: 'pipenv run ',
  pixi: 'pixi run ',
}

export const prefixOf = (root: PythonRoot): string => RUN_PREFIX[root.manager.name] ?? ''
