import { type Check, type Finding, found, type Subject } from '../subject'

const SOURCE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|rb|rs|java|kts?|groovy|cs|fs|exs?|erl|php|cpp|cc|c|h|hpp|lua|swift|scala|hs|ml|clj[cs]?|edn|nim|zig|cr|dart|ya?ml|json|toml|pl|pm|R|r|jl|sol|xml|conf|proto|bash|sh|1|ipynb|vim|fish|zsh|gleam|v|d|rockspec|gemspec|elm|cljc|res|tf|txt)$|(?:^|\/)(?:bin\/[^.]+|config\/routes[^/]*|[\w-]+)$/
const ASIDE =
  /(?:^|\/)(?:tests?|specs?|__tests__|e2e|examples?|samples?|docs?|fixtures?|vendor|node_modules|third_party|bench\w*|scripts?|tools?|\.github|website|testdata|testing|integration[\w-]*|deps|contrib)\/|_test\.\w+$|[._-](?:test|spec)\.|(?:^|\/)test_/

/** How parsers of command lines are told of a flag: the scorer's own list. */
const FLAGS = [
  /add_argument\(\s*(?:["']-\w["'],\s*)?["'](--[\w-]+)/g,
  /(?:click|app|typer)?\.?(?:option|Option)\(\s*(?:[^"'()]{0,80}?,\s*)?(?:["']-\w["'],\s*)?["'](--[\w-]+)/g,
  /\.(?:option|requiredOption|addOption)\(\s*["'`](?:-\w,?\s+)?(--[\w-]+)/g,
  /(?:Flags|PersistentFlags)\(\)\.\w+\(\s*(?:&[\w.]+,\s*)?"([\w-]+)"/g,
  /\.(?:long|Long)\(\s*"([\w-]+)"/g,
]

const shownFlags = ({ readme, person }: Subject) =>
  [...readme.spans, ...readme.fences.flatMap(({ lines }) => lines)].flatMap(({ text, line }) =>
    person(line) || !/^\s*-/.test(text)
      ? []
      : [...text.matchAll(/(?:^|[\s,|])--([\w][\w-]*)/g)].map(([, flag = '']) => ({ flag, line })),
  )

/** Share of the flags, routes and exports shown that have to exist, and of those there are that have to be shown. */
const EXIST = 0.98
const SHOWN = 0.8
/** A main set of flags is one that a person could print; a larger one belongs to a manual. */
const MOST = 40

/** 11. */
export const surface: Check = {
  id: 11,
  title: 'routes, flags, exports exist; the main ones are there',
  group: 'truth',
  gate: false,
  judge: (subject) => {
    const { repository, readme, person } = subject
    const sources = repository.files(SOURCE).map(({ text }) => text)
    const inSources = (words: string) => sources.some((text) => text.includes(words))
    const flags = shownFlags(subject)
    const isFlag = (flag: string) => {
      const snake = flag.replaceAll('-', '_')
      const camel = flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      const plain = flag.replace(/^no-/, '')
      return [flag, snake, camel, plain, plain.replaceAll('-', '_')].some(inSources) || /^(?:help|version)$/.test(flag)
    }
    const routes = readme.lines.flatMap((text, index) => {
      const row = /^\|\s*`(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY)`\s*\|\s*`([^`]+)`/.exec(text)
      return row?.[1] && !person(index + 1) ? [{ route: row[1], line: index + 1 }] : []
    })
    const isRoute = (route: string) =>
      route
        .split(/[/]/)
        .filter((part) => /^[\w.-]{2,}$/.test(part))
        .every(inSources)
    const names = readme.fences
      .flatMap(({ lines }) => lines)
      .flatMap(({ text, line }) => {
        const list = /^(?:import|from \S+ import|const)\s+\{?([^}'"]+?)\}?\s*(?:from|=\s*require|$)/.exec(
          text.trim(),
        )?.[1]
        return list && !person(line)
          ? list
              .split(',')
              .flatMap((name) => (/^\s*(\w+)/.exec(name)?.[1] ?? []).toString() || [])
              .map((name) => ({ name, line }))
          : []
      })
    const absent: Finding[] = [
      ...flags
        .filter(({ flag }) => !isFlag(flag))
        .map(({ flag, line }) => ({ line, message: `no source names --${flag}` })),
      ...routes
        .filter(({ route }) => !isRoute(route))
        .map(({ route, line }) => ({ line, message: `no source serves ${route}` })),
      ...names
        .filter(({ name }) => name.length > 1 && !inSources(name))
        .map(({ name, line }) => ({ line, message: `no source names ${name}` })),
    ]
    const all = flags.length + routes.length + names.length
    const defined = new Set(
      repository
        .files(SOURCE)
        .filter(({ path }) => !ASIDE.test(path))
        .flatMap(({ text }) =>
          FLAGS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, flag = '']) => flag.replace(/^--/, ''))),
        ),
    )
    const missed = [...defined].filter((flag) => !readme.markdown.includes(flag))
    const short = flags.length > 0 && defined.size <= MOST && missed.length > defined.size * (1 - SHOWN)
    if (!all && !defined.size) return null
    return found([
      ...(absent.length > all * (1 - EXIST) ? absent : []),
      ...(short
        ? [
            {
              line: 1,
              message: `${defined.size - missed.length} of ${defined.size} flags; not --${missed.slice(0, 4).join(', --')}`,
            },
          ]
        : []),
    ])
  },
}
