import { folderOf, join, type Project } from '../../project'
import type { Manifest } from './manifest'
import { segments } from './scripts'

/** Folders that a build makes: their absence from the tree proves nothing. */
const OUTPUTS =
  /(?:^|\/)(?:dist|build|out|output|lib|es|esm|cjs|target|coverage|node_modules|bin|\.[^/]+|_site|public|tmp|temp|release|generated|compiled)(?:\/|$)/
const INTERPRETERS = new Set([
  'node',
  'tsx',
  'ts-node',
  'bash',
  'sh',
  'zsh',
  'python',
  'python3',
  'nodemon',
  'babel-node',
  'esno',
  'jiti',
])
const ENDS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.tsx', '.json', '.sh', '/index.js', '/index.ts']

/** Programs and the packages that bring them; where none is declared here or at the root, the script fails. */
const BROUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  eslint: ['eslint'],
  stylelint: ['stylelint'],
  prettier: ['prettier'],
  jest: ['jest', 'jest-cli', 'react-scripts', 'kcd-scripts'],
  vitest: ['vitest', 'vite-plus'],
  mocha: ['mocha'],
  ava: ['ava'],
  xo: ['xo'],
  standard: ['standard'],
  tslint: ['tslint'],
  next: ['next'],
  nuxt: ['nuxt', 'nuxt3'],
  vite: ['vite', 'vite-plus', 'rolldown-vite'],
  webpack: ['webpack', 'webpack-cli'],
  rollup: ['rollup'],
  cypress: ['cypress'],
  karma: ['karma'],
  gulp: ['gulp', 'gulp-cli'],
  grunt: ['grunt', 'grunt-cli'],
  nodemon: ['nodemon'],
  'react-scripts': ['react-scripts'],
  nest: ['@nestjs/cli'],
}

const unquoted = (word: string) => word.replace(/^['"]+|['"]+$/g, '')
const folderExists = (project: Project, path: string | null) => path !== null && project.hasFolder(path)

/**
 * Can this script do its work in the tree as it is? `false` only where a file proves that it cannot: a script it
 * hands over to, a file it runs or a folder it enters is missing, or nothing declares the program it calls.
 */
export function resolves(
  project: Project,
  manifest: Manifest,
  root: Manifest | null,
  name: string,
  seen = new Set<string>(),
): boolean {
  if (seen.has(name)) return true
  seen.add(name)
  const body = manifest.scripts.get(name)
  if (body === undefined) return false
  let at: string | null = manifest.directory
  for (const raw of segments(body)) {
    const words = raw.map(unquoted)
    const [program, first, second] = words
    if (!program || at === null || /[$`*{]/.test(words.join(' '))) continue
    if (program === 'cd') {
      const next: string | null = first ? join(at, first) : null
      if (first && !OUTPUTS.test(first) && !folderExists(project, next)) return false
      at = next
      continue
    }
    if (at !== manifest.directory) continue
    if (
      program === 'npm' &&
      (first === 'run' || first === 'run-script') &&
      second &&
      !second.startsWith('-') &&
      words.every((w) => !/^(?:-w|--workspaces?|--prefix|-C|--if-present)(?:=|$)/.test(w))
    ) {
      if (!resolves(project, manifest, root, second, seen)) return false
    }
    const folder = words[words.findIndex((w) => w === '--cwd' || w === '--prefix') + 1]
    if (words.some((w) => w === '--cwd' || w === '--prefix') && folder && !folderExists(project, join(at, folder)))
      return false
    const file = INTERPRETERS.has(program)
      ? words.slice(1).find((w) => !w.startsWith('-'))
      : /^\.{1,2}\//.test(program)
        ? program
        : null
    const flagged =
      INTERPRETERS.has(program) &&
      words
        .slice(1)
        .some((w) =>
          /^(?:-e|-p|-r|-m|-c|--eval|--require|--import|--loader|--test|-x|--exec|--watch-path|--config|--project|-P)$/.test(
            w,
          ),
        )
    if (file && !flagged && missing(project, at, file)) return false
    const bringers = Object.hasOwn(BROUGHT_BY, program) ? BROUGHT_BY[program] : undefined
    if (
      bringers &&
      !bringers.some((one) => manifest.declared.has(one) || root?.declared.has(one)) &&
      !bundles(manifest) &&
      !(root && bundles(root))
    )
      return false
  }
  return true
}

/** A shared tool package (`@scope/scripts`, a linter's wrapper) may bring any program, so its users are not judged. */
const bundles = (manifest: Manifest) =>
  [...manifest.declared].some((name) =>
    /(?:^|[-/@])(?:scripts|cli|toolkit|toolchain|tooling|tools|dev|preset|standards?|config|configs|eslint-config|workspace)(?:$|[-/])/.test(
      name,
    ),
  )

function missing(project: Project, at: string, file: string): boolean {
  const path = join(at, file)
  if (path === null || OUTPUTS.test(file)) return false
  // A file whose folder is not in the tree either may be made by an earlier step.
  return (
    folderExists(project, folderOf(path)) && !ENDS.some((end) => project.has(path + end)) && !project.hasFolder(path)
  )
}
