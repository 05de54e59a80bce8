import type { ToolVerbs } from '../../ecosystem'

const CONFIGURATION = /\.(?:tf|tofu)$/

/** Plans and `apply` are left out: documents show them for examples and for the reader's own configuration. */
const verbs: ToolVerbs['verbs'] = [
  ['fmt -check', 'lint'],
  ['fmt', 'format'],
  ['init', 'setup'],
  ['validate', 'lint'],
  ['test', 'test'],
]

/** Command line tools of the ecosystem, as documents and CI call them. */
export const tools: readonly ToolVerbs[] = [
  { tools: ['terraform', 'tofu'], manifest: CONFIGURATION, verbs },
  { tools: ['tflint'], manifest: CONFIGURATION, verbs: [['', 'lint']] },
  {
    tools: ['terragrunt'],
    manifest: /^(?:terragrunt|root)\.hcl$/,
    verbs: [
      ['hclfmt', 'format'],
      ['hcl fmt', 'format'],
      ['init', 'setup'],
    ],
  },
]
