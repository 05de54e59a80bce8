import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['dune'],
    manifest: /^dune-project$/,
    verbs: [
      ['build @fmt', 'lint'],
      ['build @runtest', 'test'],
      ['build @lint', 'lint'],
      ['build', 'build'],
      ['exec', 'run'],
      ['runtest', 'test'],
      ['test', 'test'],
      ['fmt', 'format'],
    ],
  },
  {
    tools: ['opam'],
    manifest: /\.opam$|^opam$/,
    verbs: [
      ['install . --deps-only', 'setup'],
      ['install --deps-only', 'setup'],
      ['install . --with-test --deps-only', 'setup'],
      ['switch create . --deps-only', 'setup'],
    ],
  },
]
