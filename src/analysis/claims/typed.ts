import { type ShellLine, shellLines } from '../documented/shell-lines'
import { sameName } from '../names'
import { reach } from '../paths'
import { baseOf } from '../project'
import { categoryOf } from '../section-categories'
import type { Ground, Typed } from './claim'

/** After these a reader stands in another project, which what follows belongs to. */
const ELSEWHERE =
  /(?:^|\s)(?:(?:npx|bunx|pnpx|pnpm dlx|yarn dlx|bun x) (?:-\S+ )*(?:@[\w-]+\/)?create-|npx (?:-\S+ )*(?:degit|giget|tiged|sv create|\S+ (?:init|new|create)\b)|npm (?:create|init) |npm init$|(?:yarn|pnpm|bun) create |(?:yarn|pnpm|bun) init|cookiecutter |copier copy|composer create-project|(?:rails|cargo|flutter|dotnet|hugo|django-admin|jekyll|ng|expo|nest|sam|serverless|cdk|stack|cabal|lein|poetry|uv|rye|pdm|hatch|dune|phoenix|gleam|zig|forge|wails|cargo \S+|mix \S+|vue|gh repo|swift package) (?:new|init|create|startproject|generate)\b|docker (?:exec|run)\b.*\b-\w*[it]|docker-compose exec\b|docker compose exec\b|vagrant ssh|ssh \S+|adb shell|kubectl exec)/
/** What a shell does beyond one plain command. */
const UNPLAIN = /[<>`;()]|\$[({\w]|\{|…|(?<![./])\.\.\.|\*|\\$|&(?!&)/
const PREFIX =
  /^(?:sudo(?: -\w+)*|time|env|nohup|(?:poetry|uv|pipenv|pdm|rye|hatch) run|bundle exec|npx cross-env|cross-env|dotenv(?: --)?|[A-Z_][A-Z0-9_]*=\S*)\s+/
const OWN_SECTION =
  /\b(?:develop\w*|contribut\w*|build\w*|compil\w+|from source|hacking|tests?|testing|local(?:ly)?|lint\w*|run(?:ning)? (?:it|the|this)|set ?up|scripts|commands)\b/i

export const isOwnName = ({ project, facts }: Ground, name: string) =>
  [project.hostedName, project.repositoryName, facts.name.value].some((one) => sameName(one) === sameName(baseOf(name)))

/** Kinds of project whose README speaks of the reader's own project as much as of its own. */
const FOR_OTHERS = new Set(['library', 'framework', 'plugin', 'template', 'cli', 'docs', 'config', 'dataset'])

/** Lines of code, and spans of code in sentences, that are looked at. */
const MOST_LINES = 1_000
const MOST_SPOKEN = 1_000

interface Place {
  cwd: string
  /** Level of the heading below which a reader is elsewhere; 0 while here. */
  lost: number
  cloned: boolean
}

/**
 * Commands of the README's blocks, in order, each in the folder that the lines of its section led to. None after a line that leads out
 * of the repository (another clone, a new project, a container), until a heading closes that part.
 */
export function typedCommands(ground: Ground, text: string): Typed[] {
  const { reading, facts } = ground
  const forOthers = FOR_OTHERS.has(facts.kinds.find((kind) => kind !== 'monorepo') ?? 'library')
  const lines = shellLines(text).slice(0, MOST_LINES)
  const out: Typed[] = []
  const place: Place = { cwd: '.', lost: 0, cloned: false }
  let section = -1
  let heading = -1
  for (const one of lines) {
    while (heading + 1 < reading.headings.length && reading.headings[heading + 1]!.line <= one.line) {
      heading++
      if (place.lost && reading.headings[heading]!.level < place.lost) place.lost = 0
    }
    if (one.section !== section) place.cwd = '.'
    section = one.section
    const above = reading.headings[heading]
    const dev = OWN_SECTION.test(one.heading) || categoryOf(one.heading) === 'contribution'
    out.push(...stepsOf(ground, one, place, above?.level ?? 1, (cloned) => !forOthers || cloned || dev))
  }
  return out.concat(spoken(ground, forOthers))
}

/** Commands that stand as code in a sentence: typed at the root, in a section on this repository. */
function spoken(ground: Ground, forOthers: boolean): Typed[] {
  const { reading } = ground
  let heading = -1
  return reading.code.slice(0, MOST_SPOKEN).flatMap(({ text, line }): Typed[] => {
    while (heading + 1 < reading.headings.length && reading.headings[heading + 1]!.line <= line) heading++
    const words = text.replace(/^\$ /, '').split(' ')
    if (words.length < 2 || text.length > 120 || UNPLAIN.test(text) || ELSEWHERE.test(text) || /&|\|/.test(text))
      return []
    const above = reading.headings[heading]?.text ?? ''
    return [
      {
        words,
        text,
        line,
        cwd: '.',
        inClone: !forOthers || OWN_SECTION.test(above) || categoryOf(above) === 'contribution',
      },
    ]
  })
}

function stepsOf(
  ground: Ground,
  one: ShellLine,
  place: Place,
  level: number,
  inClone: (cloned: boolean) => boolean,
): Typed[] {
  const out: Typed[] = []
  for (const whole of one.text.split(/\s*(?:&&|;|\|\|?)\s+/)) {
    const text = whole.trim().replace(/^[({]\s*/, '')
    if (text === '') continue
    const cloned = text.match(/^(?:git|gh repo|hub) clone\s+(?:-\S+\s+(?:\d+\s+)?)*(\S+)(?:\s+(\S+))?/)
    if (cloned) {
      const address = cloned[1]!.replace(/\.git$/, '').replace(/\/$/, '')
      if (isOwnName(ground, address)) Object.assign(place, { cwd: '.', lost: 0, cloned: true })
      else place.lost = level
      continue
    }
    if (ELSEWHERE.test(text)) place.lost = level
    if (place.lost) continue
    const folder = text.match(/^(?:cd|pushd)\s+["']?([^"'\s]+?)\/?["']?$/)?.[1]
    if (folder !== undefined) {
      go(ground, place, folder, level)
      continue
    }
    if (/^mkdir\b/.test(text) && /\s&&\s*cd\b/.test(one.text)) place.lost = level
    let plain = text
    while (PREFIX.test(plain)) plain = plain.replace(PREFIX, '')
    if (UNPLAIN.test(plain) || place.lost) continue
    const words = plain.split(/\s+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
    out.push({ words, text: whole.trim(), line: one.line, cwd: place.cwd, inClone: inClone(place.cloned) })
  }
  return out
}

/** Follows a `cd`. */
function go(ground: Ground, place: Place, folder: string, level: number): void {
  const { project } = ground
  if (folder === '-' || folder === '..') place.cwd = folder === '..' ? (reach(project, place.cwd, '..') ?? '.') : '.'
  else {
    const path = reach(project, place.cwd, folder)
    const fromRoot = reach(project, '.', folder)
    if (path !== null && project.hasFolder(path)) place.cwd = path
    else if (fromRoot !== null && project.hasFolder(fromRoot)) place.cwd = fromRoot
    else if (isOwnName(ground, folder)) place.cwd = '.'
    else place.lost = level
  }
}
