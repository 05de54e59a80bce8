import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['julia'],
    manifest: /^(?:Julia)?Project\.toml$/,
    verbs: [
      ["--project -e 'using Pkg; Pkg.test()'", 'test'],
      ["--project=. -e 'using Pkg; Pkg.test()'", 'test'],
      ["--project -e 'using Pkg; Pkg.instantiate()'", 'setup'],
      ["--project=. -e 'using Pkg; Pkg.instantiate()'", 'setup'],
    ],
  },
]
