import { array, join, type Project, record, string } from '../../project'

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
  /^(?:\.\/)?(?:([\w-]+)\/)?(?:dist(?:-[\w-]+)?|distribution|build|compiled|release|lib|out|output|es|esm|cjs|umd|types|\.output|target)(?:\/|$)/

/** Folders that the compiler's settings name as the source's: `rootDir`, else what `include` starts with. https://www.typescriptlang.org/tsconfig */
function compiled(project: Project, directory: string): string[] {
  const path = join(directory, 'tsconfig.json')
  const settings = record(path && project.json(path)?.value)
  const named = [record(settings.compilerOptions).rootDir, ...array(settings.include)]
  return named.flatMap((one) => string(one)?.match(/^(?:\.\/)?([\w-]+)(?=\/|$)/)?.[1] ?? [])
}

/** The source behind a path that the manifest names: the file itself, or for a build's output the file of the source folder that it is made from. */
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
  const folders = [...new Set(['src', 'source', ...compiled(project, directory)])]
  const candidates = stems.flatMap((one) =>
    above
      ? [`${above}/src/${one}`, `${above}/${one}`]
      : [...folders.map((folder) => `${folder}/${one}`), `src/bin/${one}`, `lib/${one}`, one],
  )
  return candidates.map((one) => existing(project, directory, one)).find((found) => found !== null) ?? null
}
