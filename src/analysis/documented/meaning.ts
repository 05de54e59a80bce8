import { composeStarts } from '../compose'
import type { CommandGroup } from '../facts'
import { groupOfTask } from '../manifests/task-names'
import { sameName } from '../names'
import { baseOf, join, type Project } from '../project'
import { makeTasks } from '../task-files'
import { installMeaning } from './installing'
import type { Place } from './place'
import { TOOL_VERBS } from './tool-verbs'

/** What a command does by its words, or `null` when that is unknown or something that it needs is not in the tree. */
export function meaningOf(words: readonly string[], place: Place): CommandGroup | null {
  const [tool = '', ...rest] = words
  const { project, cwd } = place
  const at = (name: string) => join(cwd, name) ?? ''
  if (!argumentsExist(words, place)) return null
  const group = installMeaning(words, place)
  if (group) return group
  if (/^python3?$/.test(tool)) return pythonMeaning(rest, place)
  if (/^(?:pytest|py\.test)$/.test(tool)) return hasTests(project) ? 'test' : null
  if (/^(?:npm|pnpm|yarn|bun)$/.test(tool)) return nodeMeaning(tool, rest, place)
  if (tool === 'make') return makeMeaning(rest, place)
  if (tool === 'docker' || tool === 'docker-compose') return dockerMeaning(words, place)
  if (/^\.\/[\w./-]+$/.test(tool)) {
    const named = TOOL_VERBS.has(tool) ? null : groupOfTask(baseOf(tool).replace(/\.\w+$/, ''))
    if (named) return project.has(at(tool)) ? named : null
    if (!project.has(at(tool))) return null
  }
  const row = TOOL_VERBS.get(tool)
  if (!row || !project.inFolder(cwd).some((path) => row.manifest.test(baseOf(path)))) return null
  const said = `${rest.join(' ')} `
  if (/--example(?:s)?\b|(?:^|\s)--help\b/.test(said)) return null
  return row.verbs.find(([verb]) => verb === '' || said.startsWith(verb.endsWith('=') ? verb : `${verb} `))?.[1] ?? null
}

const MADE =
  /^(?:\.\/)?(?:target|dist|build|out|_build|bin|output|outputs|results?|\.?venv|node_modules|vendor\/bin)(?:\/|$)/
const OUTPUT = /^(?:-o|-B|--out(?:put)?(?:[-_]\w+)?|--build|--test-dir|--prefix|--installdir|--target-dir)$/

/** Do the files and folders of the tree exist that a command's words look like? What it makes need not. */
function argumentsExist(words: readonly string[], { project, cwd }: Place): boolean {
  return words.every((word, index) => {
    if (index > 0 && OUTPUT.test(words[index - 1]!)) return true
    if (
      !/^(?:\.{1,2}\/)?[\w.-]+(?:\/[\w.-]+)+\/?$|^[\w-]+\.(?:py|go|rs|rb|php|pl|lua|jl|R|[cm]?[jt]s|java|kt|sh|ya?ml|toml|json|txt|cfg|ini|csproj|fsproj|sln|slnx)$/.test(
        word,
      )
    )
      return true
    if (MADE.test(word) || /^\.\/\.{3}$/.test(word) || /\/\.{3}$/.test(word) || /^[\w-]+\.[a-z]{2,}\//.test(word))
      return true
    // `owner/image` of a registry is no path.
    if (/^(?:docker|podman|brew|nix|flatpak)$/.test(words[0] ?? '')) return true
    const path = join(cwd, word)
    return path !== null && (project.has(path) || project.hasFolder(path))
  })
}

const hasTests = (project: Project) => project.named(/^(?:test_\w+|\w+_test|tests)\.py$/).length > 0
/** Scripts that fetch or prepare what the others need. */
const PREPARES = /^(?:prepare|download|fetch|setup_data|init_db|create_db|preprocess|get)(?:_?\w+)?$/

function pythonMeaning(rest: readonly string[], { project, cwd }: Place): CommandGroup | null {
  const [first = '', second = ''] = rest
  if (first === '-m') return /^(?:pytest|unittest)$/.test(second) && hasTests(project) ? 'test' : null
  if (!/^[\w./-]+\.py$/.test(first) || /^(?:setup|manage)\.py$/.test(first)) return null
  const path = join(cwd, first)
  if (path === null || !project.has(path)) return null
  const stem = baseOf(path).replace(/\.py$/, '')
  if (/^(?:tests?|test_\w+|run_?tests)$/.test(stem)) return 'test'
  if (project.role(path) !== 'own') return null
  return PREPARES.test(stem) ? 'setup' : 'run'
}

/** What the scripts of a package.json do its own detector has judged; here only their setup is told. */
function nodeMeaning(tool: string, rest: readonly string[], { project, cwd }: Place): CommandGroup | null {
  if (!project.has(join(cwd, 'package.json') ?? '')) return null
  const [first] = rest
  if (first === undefined) return tool === 'yarn' ? 'setup' : null
  return /^(?:install|i|ci)$/.test(first) && rest.slice(1).every((word) => word.startsWith('--')) ? 'setup' : null
}

function makeMeaning(rest: readonly string[], { project, cwd }: Place): CommandGroup | null {
  const path = ['GNUmakefile', 'makefile', 'Makefile'].map((name) => join(cwd, name) ?? '').find(project.has)
  if (!path) return null
  const targets = rest.filter((word) => /^[\w.-]+$/.test(word) && !word.startsWith('-'))
  if (targets.length === 0) return 'build'
  if (targets.length > 1) return null
  const [target = ''] = targets
  if (!makeTasks(project, path).some(({ name }) => name === target)) return null
  return groupOfTask(target)
}

function dockerMeaning(words: readonly string[], { project, cwd, names }: Place): CommandGroup | null {
  const rest = words[0] === 'docker-compose' ? ['compose', ...words.slice(1)] : words.slice(1)
  const [verb = '', ...more] = rest
  const own = (image: string) => names.some((name) => sameName(name) === sameName(baseOf(image.split(/[:@]/)[0] ?? '')))
  if (verb === 'pull') return more.at(-1) && own(more.at(-1)!) ? 'install' : null
  if (verb === 'run')
    return more.some((word) => /^[\w.-]+(?:\/[\w.-]+)+(?::[\w.-]+)?$/.test(word) && own(word)) ? 'run' : null
  if (verb === 'build') {
    const file = more[more.findIndex((word) => word === '-f' || word === '--file') + 1]
    const path = join(cwd, more.some((word) => word === '-f' || word === '--file') ? (file ?? '') : 'Dockerfile')
    return path !== null && project.has(path) && more.at(-1) === '.' && !more.includes('--build-arg') ? 'build' : null
  }
  if (verb !== 'compose') return null
  const named = more.flatMap((word, index) => (word === '-f' || word === '--file' ? [more[index + 1] ?? ''] : []))
  const files = named.length ? named : ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']
  const found = files.map((name) => join(cwd, name) ?? '').filter(project.has)
  if (!found.length || (named.length && found.length < named.length)) return null
  if (!found.some((path) => composeStarts(project, path))) return null
  return more.includes('up') ? 'run' : more.includes('build') ? 'build' : null
}
