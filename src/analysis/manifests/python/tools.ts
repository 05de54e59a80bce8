import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['poetry'],
    manifest: /^pyproject\.toml$/,
    verbs: [
      ['install', 'setup'],
      ['build', 'build'],
    ],
  },
  {
    tools: ['uv'],
    manifest: /^pyproject\.toml$/,
    verbs: [
      ['sync', 'setup'],
      ['build', 'build'],
    ],
  },
  {
    tools: ['pdm'],
    manifest: /^pyproject\.toml$/,
    verbs: [
      ['install', 'setup'],
      ['build', 'build'],
    ],
  },
  { tools: ['pipenv'], manifest: /^Pipfile$/, verbs: [['install', 'setup']] },
  { tools: ['tox'], manifest: /^(?:tox\.ini|tox\.toml|pyproject\.toml)$/, verbs: [['', 'test']] },
  { tools: ['nox'], manifest: /^noxfile\.py$/, verbs: [['', 'test']] },
]
