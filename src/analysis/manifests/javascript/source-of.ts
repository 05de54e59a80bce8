import { join, type Project } from '../../project'

const SOURCE_ENDS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.mjs',
]

/** The file a manifest's path means, tried as written and with the endings that Node or a bundler adds. */
export function existing(project: Project, directory: string, path: string): string | null {
  const at = join(directory, path)
  return at ? (SOURCE_ENDS.map((end) => at + end).find((candidate) => project.has(candidate)) ?? null) : null
}

const OUTPUT =
  /^(?:\.\/)?(?:([\w-]+)\/)?(?:dist(?:-[\w-]+)?|build|lib|out|output|es|esm|cjs|umd|types|\.output|target)(?:\/|$)/

/** The source behind a path that the manifest names: the file itself, or for a build's output the file of `src/` that it is made from. */
export function sourceOf(project: Project, directory: string, path: string): string | null {
  const plain = existing(project, directory, path)
  if (plain) return plain
  if (!OUTPUT.test(path)) return null
  // `client/out/extension` is made from `client/src/extension`.
  const above = path.match(OUTPUT)?.[1]
  const inner = path.replace(OUTPUT, '') || 'index'
  const stem = inner
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
    .replace(/[.-](?:cjs|esm|umd|min|prod|production|development|dev|browser|module)$/g, '')
  // `dist/esm/index.js` and `dist/node/index.js` look alike: the second folder is often of the source too.
  const stems = [stem, stem.replace(/^(?:cjs|esm|es|umd|types|node|src)\//, '')]
  const candidates = stems.flatMap((one) =>
    above ? [`${above}/src/${one}`, `${above}/${one}`] : [`src/${one}`, `source/${one}`, `src/bin/${one}`, one],
  )
  return candidates.map((one) => existing(project, directory, one)).find((found) => found !== null) ?? null
}
