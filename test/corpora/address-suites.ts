import { runInNewContext } from 'node:vm'

/** What a suite says of an address: not a repository, or `host/owner/name`, and the reference where it names one. */
export type Expected = 'refused' | { repository: string; ref: string | null }

const QUOTED = /(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g
/** An address, not a module, a media type or a sentence. */
const ADDRESS =
  /^(?:\S+:\/\/|[\w.-]+@[\w.-]+[:/]|(?:[\w-]+\.)+(?:com|org|net|io|ht|dev)[:/]|(?:github|gitlab|bitbucket|gist):)\S*$/

/** The addresses among the strings of a source file; of one that is itself an address, that. */
export function stringsIn(name: string, text: string): string[] {
  if (name.endsWith('.url')) return [text]
  return [...text.matchAll(QUOTED)]
    .filter(([, quote, string]) => ADDRESS.test(string!) && !(quote === '`' && string!.includes('${')))
    .map(([, , string]) => string!.replace(/\\(.)/g, '$1'))
}

const HOSTS = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['bitbucket', 'bitbucket.org'],
  ['sourcehut', 'git.sr.ht'],
])

interface HostedGitInfo {
  type: string
  user: string
  project: string
  committish?: string
}

/** hosted-git-info: each file declares `invalid` and `valid` before its first test. */
function ofHostedGitInfo(text: string): [string, Expected][] {
  const from = text.indexOf('const invalid')
  const to = text.indexOf('\ntest(')
  if (from < 0 || to < 0 || !text.includes('const valid')) return []
  const context: { invalid: string[]; valid: Record<string, HostedGitInfo> } = { invalid: [], valid: {} }
  runInNewContext(`${text.slice(from, to)}\n;Object.assign(globalThis.found, { invalid, valid })`, { found: context })
  return [
    ...context.invalid.map((address): [string, Expected] => [address, 'refused']),
    ...Object.entries(context.valid).flatMap(([address, { type, user, project, committish }]): [string, Expected][] => {
      const host = HOSTS.get(type)
      return host ? [[address, { repository: `${host}/${user}/${project}`, ref: committish ?? null }]] : []
    }),
  ]
}

/** giturlparse: tuples of an address and a dictionary. */
function ofGiturlparse(text: string): [string, Expected][] {
  const tuple = /"([^"\n]+)",\s*\{([^{}]*)\}/g
  return [...text.matchAll(tuple)].flatMap(([, address, body]): [string, Expected][] => {
    const said = (key: string) => body!.match(new RegExp(`"${key}": "([^"]*)"`))?.[1]
    const groups = [...(body!.match(/"groups": \[([^\]]*)\]/)?.[1]?.matchAll(/"([^"]+)"/g) ?? [])].map(
      ([, name]) => name,
    )
    const parts = [said('host'), said('owner'), ...groups, said('repo')]
    return parts.includes(undefined) ? [] : [[address!, { repository: parts.join('/'), ref: null }]]
  })
}

/** What the file of a suite says of addresses, where its form is known. */
export function expectedIn(path: string, text: string): [string, Expected][] {
  if (path.includes('hosted-git-info')) return ofHostedGitInfo(text)
  return path.includes('giturlparse') && path.endsWith('test_parse.py') ? ofGiturlparse(text) : []
}
