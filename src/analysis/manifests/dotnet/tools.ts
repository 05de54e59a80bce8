import type { ToolVerbs } from '../../ecosystem'

const MANIFEST = /\.(?:slnx?|[cfv][sb]proj|proj)$/

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['dotnet'],
    manifest: MANIFEST,
    verbs: [
      ['workload restore', 'setup'],
      ['tool restore', 'setup'],
      ['restore', 'setup'],
      ['build', 'build'],
      ['publish', 'build'],
      ['pack', 'build'],
      ['cake', 'build'],
      ['nuke', 'build'],
      ['watch', 'run'],
      ['run', 'run'],
      ['test', 'test'],
      ['format', 'format'],
    ],
  },
  { tools: ['msbuild'], manifest: MANIFEST, verbs: [['', 'build']] },
  { tools: ['nuget'], manifest: MANIFEST, verbs: [['restore', 'setup']] },
]
