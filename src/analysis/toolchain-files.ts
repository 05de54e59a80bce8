import type { Detector } from './detector'
import type { Facts } from './facts'
import { lineCounter } from './line-numbers'
import { baseOf, record, string } from './project'

/** Names of asdf plugins and mise tools, by the runtime that they install. */
const RUNTIMES = new Map(
  Object.entries({
    nodejs: 'node',
    node: 'node',
    python: 'python',
    golang: 'go',
    go: 'go',
    rust: 'rust',
    java: 'java',
    kotlin: 'kotlin',
    scala: 'scala',
    php: 'php',
    ruby: 'ruby',
    elixir: 'elixir',
    erlang: 'erlang',
    dotnet: 'dotnet',
    'dotnet-core': 'dotnet',
    swift: 'swift',
    dart: 'dart',
    flutter: 'flutter',
    julia: 'julia',
    clojure: 'clojure',
    terraform: 'terraform',
    opentofu: 'opentofu',
    zig: 'zig',
    bun: 'bun',
    deno: 'deno',
    cmake: 'cmake',
    crystal: 'crystal',
    nim: 'nim',
    lua: 'lua',
    perl: 'perl',
    haskell: 'haskell',
    ghc: 'haskell',
    ocaml: 'ocaml',
    gleam: 'gleam',
    elm: 'elm',
    R: 'r',
  }),
)
/** `system`, `ref:…` and `path:…` name no version. */
const VERSION = /^[\w.+-]*\d[\w.+-]*$/

/** Versions that asdf (`.tool-versions`) and mise (`mise.toml`) pin at the root. The first version of a line is the one that runs. */
export const toolchainFiles: Detector = {
  name: 'toolchain-files',
  extensions: [],
  wants: (path) => (/^(?:\.tool-versions|\.?mise\.toml)$/.test(path) ? 16_384 : 0),
  detect(project) {
    const runtimes: Facts['runtimes'] = []
    const offer = (tool: string, version: string | null, path: string, line: number | undefined) => {
      const name = RUNTIMES.get(tool)
      if (name && version && VERSION.test(version))
        runtimes.push({ name, constraint: version, sources: [{ path, ...(line && { line }) }] })
    }
    const text = project.text('.tool-versions') ?? ''
    const lineOf = lineCounter(text)
    for (const match of text.matchAll(/^[ \t]*([\w-]+)[ \t]+([^\s#]+)/gm))
      offer(match[1]!, match[2]!, '.tool-versions', lineOf(match.index))
    for (const path of ['mise.toml', '.mise.toml']) {
      const document = project.toml(path)
      for (const [tool, value] of Object.entries(record(record(document?.value).tools))) {
        const first: unknown = Array.isArray(value) ? value[0] : value
        offer(
          baseOf(tool).replace(/^core:/, ''),
          string(first) ?? string(record(first).version),
          path,
          document?.at('tools', tool).line,
        )
      }
    }
    return { runtimes }
  },
}
