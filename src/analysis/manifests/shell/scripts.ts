import { baseOf, folderOf, type Project } from '../../project'

/** Extensions of scripts of shells; a test of bats is one as well. */
const SCRIPT = /\.(?:sh|bash|zsh|fish|ksh|bats|tmux|zsh-theme)$/
const SHEBANG = /^#!\s{0,3}\S{0,60}?(?:\/env\s+(?:-S\s+)?)?(?:\/|\b)(?:ba|z|k|da|a|fi)?sh\b/
/** Extensions of code in other languages, beside which scripts are helpers. */
const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|rs|java|kts?|rb|php|cs|fs|ex|exs|erl|swift|dart|c|cc|cpp|cxx|h|hpp|m|mm|scala|hs|clj|jl|lua|zig|nim|cr|pl|pm|r|ml|vim|el|ps1|tf|nix|v|d|groovy)$/i
/** Files at which a project in another language begins. */
const FOREIGN =
  /^(?:Cargo\.toml|go\.mod|pyproject\.toml|setup\.py|pom\.xml|build\.gradle(?:\.kts)?|CMakeLists\.txt|mix\.exs|composer\.json|pubspec\.yaml|Package\.swift|build\.sbt|deps\.edn|project\.clj|stack\.yaml|meson\.build|build\.zig|[^/]+\.(?:gemspec|cabal|nimble|rockspec|sln|slnx|csproj))$/

/** Folders in which programs without an extension stand. */
export const PROGRAMS = /^(?:(?:bin|libexec|sbin)\/)?[^/.]+$/

/** Is this a script of a shell, by its extension or its first line? */
export const isScript = (project: Project, path: string): boolean =>
  SCRIPT.test(path) || (PROGRAMS.test(path) && SHEBANG.test(project.text(path)?.slice(0, 200) ?? ''))

/** Own scripts at the root and in the folders of programs. */
export const topScripts = (project: Project): string[] =>
  project
    .inFolder((folder) => /^(?:\.|bin|sbin|libexec)$/.test(folder))
    .filter((path) => !baseOf(path).startsWith('.') && isScript(project, path))

/** Is most of the project's own code shell? Told from the sizes of files, without reading them. */
export function isShellProject(project: Project): boolean {
  if (project.inFolder('.').some((path) => FOREIGN.test(path))) return false
  // Asked before the sizes of all files are.
  if (topScripts(project).length + project.inFolder('functions').length === 0) return false
  let shell = 0
  let other = 0
  for (const [path, { bytes }] of project.files) {
    if (/(?:^|\/)\.[^/]+\//.test(path)) continue
    if (SCRIPT.test(path)) shell += bytes
    else if (CODE.test(path) && project.role(path) === 'own') other += bytes
    else if (PROGRAMS.test(path) && isScript(project, path)) shell += bytes
  }
  return shell > other
}

/** Scripts for the project's upkeep, which nobody installs. */
const UPKEEP =
  /^(?:(?:un)?install|setup|bootstrap|build|make|configure|autogen|tests?|run[-_]?tests?|release|lint|format|check|deploy|ci|shellcheck|package|publish|update[-_].*|generate[-_].*|rename[-_].*|.*[-_]test|version|bump.*)(?:\.\w+)?$/i
export const isUpkeep = (path: string): boolean => UPKEEP.test(baseOf(path))

/** Programs of the repository: executable scripts in `bin`, or at the root without an extension or with the project's name. */
export function programs(project: Project): { name: string; entry: string }[] {
  const isExecutable = (path: string) => /^(?:executable|symlink)$/.test(project.files.get(path)?.mode ?? '')
  const own = topScripts(project).filter((path) => isExecutable(path) && !/^libexec\//.test(path) && !isUpkeep(path))
  const inBin = [
    ...own,
    ...project.inFolder('bin').filter((path) => project.files.get(path)?.mode === 'symlink'),
  ].filter((path) => folderOf(path) === 'bin')
  const repository = project.hostedName.toLowerCase()
  const atRoot = own.filter(
    (path) => folderOf(path) === '.' && (!baseOf(path).includes('.') || baseOf(path).toLowerCase() === repository),
  )
  return [...new Set([...inBin, ...atRoot])].map((entry) => ({ name: baseOf(entry), entry }))
}

/** The function by which a sourced script is called: one of the script's own name that the file defines. */
export function sourcedFunction(project: Project): { name: string; entry: string; line: number } | null {
  for (const path of project.inFolder('.').filter((one) => SCRIPT.test(one))) {
    const name = baseOf(path).replace(/(?:\.plugin)?\.\w+$/, '')
    if (!/^[\w-]{1,60}$/.test(name) || name.toLowerCase() !== project.hostedName.toLowerCase().replace(/\.\w+$/, ''))
      continue
    const lines = (project.text(path) ?? '').split('\n')
    const line = lines.findIndex(
      (one) => one.startsWith(`${name}()`) || one.startsWith(`${name} ()`) || one.startsWith(`function ${name}`),
    )
    if (line >= 0) return { name, entry: path, line: line + 1 }
  }
  return null
}
