import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['lein'],
    manifest: /^project\.clj$/,
    verbs: [
      ['deps', 'setup'],
      ['uberjar', 'build'],
      ['jar', 'build'],
      ['compile', 'build'],
      ['run', 'run'],
      ['ring server', 'run'],
      ['figwheel', 'run'],
      ['test', 'test'],
      ['midje', 'test'],
      ['bat-test', 'test'],
      ['eastwood', 'lint'],
      ['kibit', 'lint'],
      ['cljfmt check', 'lint'],
      ['cljfmt fix', 'format'],
    ],
  },
  {
    tools: ['clojure', 'clj'],
    manifest: /^deps\.edn$/,
    verbs: [
      ['-P', 'setup'],
      ['-T:build', 'build'],
      ['-M:test', 'test'],
      ['-X:test', 'test'],
      ['-M:run', 'run'],
      ['-X:run', 'run'],
      ['-M:lint', 'lint'],
      ['-M:clj-kondo', 'lint'],
    ],
  },
  { tools: ['clj-kondo'], manifest: /^(?:project\.clj|deps\.edn)$/, verbs: [['--lint', 'lint']] },
]
