import { ASIDE, HOOKS, SCRIPT_RULES, type ScriptUse, TYPES } from './script-rules'

/** Programs that only look at source text. */
const CHECKERS =
  /^(?:eslint|stylelint|tslint|standard|xo|semistandard|ts-standard|biome|oxlint|jshint|jscs|knip|publint|attw|cspell|textlint|markdownlint(?:-cli2)?|remark|secretlint|svelte-check|vue-tsc|tsc|glint|commitlint|ls-lint|depcheck|syncpack|sherif|dockerfile_lint|eclint|dprint|prettier|oxfmt|echo|true|exit)$/
const FORMATTERS = /^(?:prettier|dprint|oxfmt|biome)$/
const TYPE_CHECKERS = /^(?:tsc|vue-tsc|svelte-check|glint)$/
const RUNNERS = new Set(['npx', 'bunx', 'cross-env', 'dotenv', 'env', 'time', 'exec', 'x', 'dlx', 'run', '--'])
const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun'])

/** Commands of a script's body, each as its words, leading assignments and runners dropped. Quoted separators are rare enough. */
export function segments(body: string): string[][] {
  return body
    .split(/&&|\|\||;|\||&/)
    .map((part) => {
      const words = part.trim().split(/\s+/)
      while (words[0] && /^(?:[A-Za-z_]\w*=|\()/.test(words[0])) words.shift()
      return words
    })
    .filter((words) => words[0])
}

/** The script that a segment hands over to, if it is one of the same manifest: `npm run x`, `yarn x`, `pnpm run x`. */
export function delegated(words: readonly string[], scripts: ReadonlyMap<string, string>): string | null {
  if (!words[0] || !MANAGERS.has(words[0])) return null
  const rest = words.slice(1).filter((word) => word !== '-s' && word !== '--silent')
  const name =
    rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1).find((word) => !word.startsWith('-')) : rest[0]
  return name && scripts.has(name) ? name : null
}

/** Programs that a script comes down to, followed through scripts of the same manifest, with their words. */
export function programs(name: string, scripts: ReadonlyMap<string, string>, seen = new Set<string>()): string[][] {
  if (seen.has(name)) return []
  seen.add(name)
  return segments(scripts.get(name) ?? '').flatMap((words) => {
    const next = delegated(words, scripts)
    if (next) return extended(programs(next, scripts, seen), words.slice(words.indexOf(next) + 1))
    const start = words.findIndex((word) => !RUNNERS.has(word) && !MANAGERS.has(word) && !/^[A-Za-z_]\w*=/.test(word))
    return start < 0 ? [words] : [words.slice(start)]
  })
}

/** What a script adds to the one it hands over to goes to that one's last program. */
const extended = (all: string[][], more: string[]) =>
  all.map((words, i) => (i === all.length - 1 ? [...words, ...more] : words))

/** Text that npm writes for a test script that does not exist, in its spellings. */
const PLACEHOLDER =
  /no tests? (?:specified|yet|available|defined|configured)|not implemented|^\s*(?:exit [01]|true|:)\s*$|^\s*echo\b[^&|;]*$/i

const WATCHES = /(?:^|\s)(?:--watch|-w|--watchAll)(?:\s|=|$)/
/** Programs that keep running because they serve something, whatever their flags. */
const SERVES =
  /\b(?:node|nodemon|tsx|ts-node|ts-node-dev|vite|next|nuxt|astro|remix|webpack-dev-server|electron|expo|nest|wrangler|turbo|nx|concurrently|bun|deno|serve|http-server|live-server|browser-sync|parcel|rsbuild|farm|tauri|sst|vinxi|react-router)\b/
/** A setup script that changes what is checked out is for servers, not for somebody who works on the project. */
const MOVES_THE_CLONE = /\bgit (?:checkout|pull|reset|clone|switch)\b/

/**
 * Which group a script belongs to, told by its name and corrected by its body; `null` when it isn't shown:
 * hooks, placeholders, watchers, release steps and scripts nobody can name a use for.
 */
export function useOf(name: string, scripts: ReadonlyMap<string, string>): ScriptUse | null {
  const body = scripts.get(name) ?? ''
  if (!body.trim() || PLACEHOLDER.test(body) || HOOKS.test(name)) return null
  const rule = SCRIPT_RULES.find((candidate) => candidate.name.test(name))
  if (!rule) return null
  const exact = rule.use.order <= 1 && !/[:\-_]/.test(name)
  if (!exact && ASIDE.test(name) && !/^(?:start|build|deploy)[:-]prod/.test(name)) return null
  return byBody(rule.use, name, scripts)
}

function byBody(use: ScriptUse, name: string, scripts: ReadonlyMap<string, string>): ScriptUse | null {
  const body = scripts.get(name) ?? ''
  const used = programs(name, scripts)
  // A script that has its program's name, like `eslint`, is that program's.
  const itself = used[0]?.[0] === name
  const all = (pattern: RegExp) => used.length > 0 && used.every((words) => pattern.test(words[0] ?? ''))
  const writes = used.some((words) => words.some((word) => word === '--write' || word === '--fix' || word === '-w'))
  if (use.group === 'test' && all(CHECKERS)) {
    if (all(TYPE_CHECKERS)) return { group: 'lint', purpose: TYPES, order: 2 }
    return { group: 'lint', ...(all(FORMATTERS) ? { purpose: 'Check the formatting' } : {}), order: 3 }
  }
  if (use.group === 'lint' && use.order === 1 && !itself && !all(CHECKERS)) return null
  if (use.group === 'lint' && use.order === 4 && writes)
    return { group: 'format', purpose: 'Fix what the linter can', order: 1 }
  // `format` beside `format:fix` checks, whatever it hands over to.
  if (use.group === 'format' && !writes && ['fix', 'write'].some((fix) => scripts.has(`${name}:${fix}`)))
    return { group: 'lint', purpose: 'Check the formatting', order: 3 }
  if (use.group === 'format' && all(FORMATTERS) && !writes) {
    if (used.some((words) => words.some((word) => /^(?:--check|-c|-l|--list-different)$/.test(word))))
      return { group: 'lint', purpose: 'Check the formatting', order: 3 }
    // `prettier` alone prints to the screen; oxfmt, dprint fmt and biome format write by default.
    if (all(/^prettier$/)) return null
  }
  if (use.group === 'setup' && MOVES_THE_CLONE.test(body)) return null
  if (use.group === 'run' && WATCHES.test(body) && !SERVES.test(body)) return null
  return use
}
