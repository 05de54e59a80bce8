import { RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { folderOf, join, lineAt, type Project } from '../../project'
import { makeTasks, type Task } from '../../task-files'
import { within } from '../within'
import { type Build, isAside, mainBeside, type Target } from './build'

const NAMES = ['GNUmakefile', 'makefile', 'Makefile']
/** A first target that builds nothing. */
const NO_BUILD =
  /^(?:help|usage|info|list|tests?|check|clean|install|docs?|doc|lint|format|fmt|run|deploy|release|init|setup|deps|env|version|print.*|docker.*|ci|uninstall|tags|bench.*)$/i
const TESTS = ['test', 'check', 'tests']

/** Folders to which a makefile hands every target that it lacks: `.DEFAULT:` with `$(MAKE) -C dir $@` or `cd dir && $(MAKE) $@`. */
function delegates(project: Project, path: string, folder: string): string[] {
  const text = project.text(path) ?? ''
  const recipe = text.match(/^\.DEFAULT[ \t]*:[^\n]*\n((?:\t[^\n]*\n?){1,20})/m)?.[1]
  if (!recipe) return []
  const direct = recipe.match(/(?:\bcd[ \t]+|\$\(MAKE\)[ \t]+-C[ \t]*)([\w./-]+)[^\n]*\$@/)?.[1]
  const listed = recipe.match(/for[ \t]+\w+[ \t]+in[ \t]+\$[({](\w+)[)}]/)?.[1]
  const value = listed && text.match(new RegExp(`^${listed}[ \\t]*:?=[ \\t]*([^\\n#]*)`, 'm'))?.[1]
  return [...(direct ? [direct] : []), ...(value?.split(/\s+/) ?? [])].flatMap((name) => {
    const at = /^[\w./-]+$/.test(name) ? join(folder, name) : null
    return at ? [at] : []
  })
}

const makefileIn = (project: Project, folder: string) => NAMES.map((name) => within(folder, name)).find(project.has)
const firstOf = (tasks: readonly Task[]) => tasks.find(({ name }) => !name.startsWith('.'))

/** Variables in which makefiles keep what they make. */
const PRODUCT =
  /^[ \t]*(?:PROG(?:RAM)?S?|TARGET|BIN(?:ARY|ARIES|S)?|EXE(?:C|CUTABLE)?S?|APP|NAME|PROJECT|\w{1,60}_(?:NAME|BIN|PROG|EXE))[ \t]*[:?]?=[ \t]*([A-Za-z0-9][\w.+-]{0,60})(?:\$[({]\w{1,40}[)}])?[ \t]*$/gm

/** Programs and libraries that a makefile names in such a variable and makes by a rule of that name or of the variable. */
function productsOf(project: Project, path: string, installs: boolean): Target[] {
  const text = project.text(path) ?? ''
  return [...text.matchAll(PRODUCT)].flatMap((match): Target[] => {
    const variable = match[0].match(/\w+/)![0]
    const name = match[1]!.replace(/\.exe$/, '')
    const rule = new RegExp(`^(?:\\$[({]${variable}[)}]|${name.replace(/[.+]/g, '\\$&')})[^\\n:=]{0,80}:(?!=)`, 'm')
    if (!rule.test(text) || /\.(?:o|d|elf|hex|bin)$/.test(name) || (isAside(name) && !installs)) return []
    const folder = folderOf(path)
    const stem = name.replace(/\.(?:so|l?a|dylib|dll)$/, '')
    const kind = stem === name && !/^lib[a-z]/.test(name) ? 'program' : 'library'
    const entry = mainBeside(project, folder, kind === 'program' ? stem : null)
    return [
      {
        name: stem,
        kind,
        entry,
        installed: installs,
        product: true,
        source: { path, line: lineAt(text, match.index) },
      },
    ]
  })
}

/**
 * What calling `make` in `folder` does, for a project of C's family: its first target builds, unless its name says otherwise.
 * Targets by name are the task runners' business; here are those that a makefile hands on to another.
 */
export function readMake(project: Project, folder: string): Build | null {
  const manifest = makefileIn(project, folder)
  if (!manifest) return null
  const tasks = makeTasks(project, manifest)
  const handed = delegates(project, manifest, folder).flatMap((at) => {
    const path = makefileIn(project, at)
    return path ? makeTasks(project, path) : []
  })
  const first = firstOf(tasks)
  const say = (group: CommandGroup, command: string, rank: number, source: Source) => ({
    group,
    command,
    rank,
    sources: [source],
  })
  const at = ({ path, line }: Task): Source => ({ path, line })
  const speaks = first?.recipe.split('\n').every((line) => /^(?:[@-]*echo\b.*)?$/.test(line)) && !first.needsOthers
  const builds = first !== undefined && !NO_BUILD.test(first.name) && !speaks
  const own = new Set(tasks.map(({ name }) => name))
  const test = handed.find(({ name }) => TESTS.includes(name) && !own.has(name))
  const install = [...tasks, ...handed].find(({ name }) => name === 'install')
  if (!builds) return null
  return {
    tool: 'Make',
    manifest,
    name: null,
    version: null,
    description: null,
    license: null,
    targets: [...new Set([manifest, ...handed.map(({ path }) => path)])].flatMap((path) =>
      productsOf(project, path, install !== undefined),
    ),
    requirements: [],
    runtimes: [],
    commands: [
      say('build', 'make', RANK.task - 1, at(first)),
      ...(test ? [say('test', `make ${test.name}`, RANK.task, at(test))] : []),
      ...(install ? [say('install', 'make && sudo make install', RANK.documented + 2, at(install))] : []),
    ],
  }
}
