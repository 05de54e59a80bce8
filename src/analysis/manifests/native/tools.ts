import type { ToolVerbs } from '../../ecosystem'

/** Command line tools of the builds. */
export const tools: readonly ToolVerbs[] = [
  {
    tools: ['cmake'],
    manifest: /^CMakeLists\.txt$/,
    verbs: [
      ['-B', 'build'],
      ['-S', 'build'],
      ['-DCMAKE', 'build'],
      ['--preset', 'build'],
      ['--preset=', 'build'],
      ['--build', 'build'],
      ['--workflow', 'build'],
    ],
  },
  { tools: ['ctest'], manifest: /^CMakeLists\.txt$/, verbs: [['', 'test']] },
  {
    tools: ['meson'],
    manifest: /^meson\.build$/,
    verbs: [
      ['setup', 'build'],
      ['compile', 'build'],
      ['test', 'test'],
      ['build', 'build'],
    ],
  },
  {
    tools: ['bazel', 'bazelisk'],
    manifest: /^(?:MODULE\.bazel|WORKSPACE(?:\.bazel)?)$/,
    verbs: [
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['xmake'],
    manifest: /^xmake\.lua$/,
    verbs: [
      ['run', 'run'],
      ['test', 'test'],
      ['build', 'build'],
    ],
  },
  { tools: ['scons'], manifest: /^SConstruct(?:\.py)?$/, verbs: [['', 'build']] },
  {
    tools: ['./waf', 'waf'],
    manifest: /^wscript$/,
    verbs: [
      ['configure', 'build'],
      ['build', 'build'],
    ],
  },
  {
    tools: ['conan'],
    manifest: /^conanfile\.(?:txt|py)$/,
    verbs: [
      ['install', 'setup'],
      ['build', 'build'],
    ],
  },
  {
    tools: ['pio', 'platformio'],
    manifest: /^platformio\.ini$/,
    verbs: [
      ['run --target upload', 'deploy'],
      ['run -t upload', 'deploy'],
      ['run', 'build'],
      ['test', 'test'],
      ['check', 'lint'],
    ],
  },
  {
    tools: ['idf.py'],
    manifest: /^CMakeLists\.txt$/,
    verbs: [
      ['build', 'build'],
      ['flash', 'deploy'],
    ],
  },
]
