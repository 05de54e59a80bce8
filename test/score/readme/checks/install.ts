import { steps } from '../shell'
import { type Check, type Finding, found } from '../subject'
import { isOpen, operands } from '../tools/place'
import { type Declared, declared } from './declared'

/** How the registries are asked for a package: the ecosystem and where the names begin. */
const INSTALLS: readonly [RegExp, Declared['ecosystem']][] = [
  [/^(?:npm (?:install|i|add)|(?:pnpm|yarn|bun) (?:add|global add)|pnpm i(?:nstall)?|npx|bunx|pnpm dlx) /, 'npm'],
  [/^(?:pip3?|pipx|uv pip|uv tool|python3? -m pip) install |^uv add |^poetry add |^uvx /, 'pypi'],
  [/^cargo (?:install|add) /, 'crates'],
  [/^composer (?:global )?require |^composer create-project /, 'composer'],
  [/^gem install /, 'gem'],
  [/^(?:dart|flutter) pub add /, 'pub'],
  [/^dotnet (?:add package|tool install|new install) /, 'nuget'],
]
const VALUED = [
  '-r',
  '-c',
  '-e',
  '--path',
  '--git',
  '--features',
  '--version',
  '--tag',
  '--branch',
  '-v',
  '-i',
  '--index-url',
  '-n',
  '--name',
]
const bare = (ecosystem: Declared['ecosystem'], word: string) =>
  ecosystem === 'npm' ? word.replace(/(?<!^)@.*$/, '') : word.replace(/\[.*$|[=<>~!:@].*$/, '')
const folded = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')

/** 4. What a registry is asked for is a package of this repository that it may hold. Of a person's README only the closed ones are judged. */
export const install: Check = {
  id: 4,
  title: 'the right install for the kind',
  group: 'truth',
  gate: false,
  judge: (subject) => {
    const { repository, readme, person } = subject
    const packages = declared(repository)
    const texts = repository
      .files(
        /(?:package\.json|requirements[^/]*\.txt|pyproject\.toml|Gemfile|go\.mod|\.ya?ml|Dockerfile|Makefile|CONTRIBUTING\.\w+)$/,
      )
      .map(({ text }) => text)
    const findings = steps(repository, readme).flatMap(({ words, line }): Finding[] => {
      const written = words.join(' ')
      const row = INSTALLS.find(([shape]) => shape.test(`${written} `))
      if (!row || person(line)) return []
      const [shape, ecosystem] = row
      const rest = `${written} `.replace(shape, '').split(' ').filter(Boolean)
      return operands(rest, VALUED)
        .slice(0, /npx|bunx|dlx|create-project|uvx/.test(written) ? 1 : undefined)
        .flatMap((word): Finding[] => {
          const name = bare(ecosystem, word)
          if (!name || /^[./]|:|\.(?:txt|whl)$/.test(word) || isOpen(name)) return []
          const own = packages.filter((one) => one.ecosystem === ecosystem && folded(one.name) === folded(name))
          if (own.length)
            return own.every(({ closed }) => closed)
              ? [{ line, message: `${written}: ${name} is not published (${own[0]?.path})` }]
              : []
          return texts.some((text) => text.includes(name))
            ? []
            : [{ line, message: `${written}: no manifest is called ${name}` }]
        })
    })
    return found(findings)
  },
}

const root = (path: string) => !path.includes('/')

/** A package at the root that is there to be imported, by its manifest alone. */
export function rootLibrary(packages: readonly Declared[]): Declared | undefined {
  return packages.find(
    ({ path, closed, ecosystem }) => root(path) && !closed && ecosystem !== 'go' && ecosystem !== 'composer',
  )
}

/** 16. A package that others install shows how it is called or imported; what names its program shows it. */
export const usage: Check = {
  id: 16,
  title: 'usage fits the kind',
  group: 'usefulness',
  gate: false,
  judge: ({ repository, readme }) => {
    const library = rootLibrary(declared(repository))
    if (!library || !readme.fences.length) return null
    const name = library.name.toLowerCase()
    const inner = name.replace(/^@[^/]+\//, '')
    const code = [...readme.fences.flatMap(({ lines }) => lines), ...readme.spans].map(({ text }) => text.toLowerCase())
    const calls = code.some((text) => {
      if (
        /^(?:git|cd|npm|pnpm|yarn|bun|pip3?|cargo|gem|composer|dotnet|uv|pipx|poetry|pdm|go|docker)\b/.test(text.trim())
      )
        return /(?:npx|uvx|cargo run|npm exec)\b/.test(text)
      return [name, inner, name.replace(/[-.]/g, '_'), inner.replace(/[-_.]/g, '')].some((one) => text.includes(one))
    })
    const hints = readme.headings.some(({ text }) =>
      /usage|example|quick ?start|getting started|routes|interface|commands?/i.test(text),
    )
    return found(calls || hints ? [] : [{ line: 1, message: `neither an import nor a call of ${library.name}` }])
  },
}

/** 18. A repository with several packages says where each lies. */
export const monorepo: Check = {
  id: 18,
  title: 'a monorepo lists its packages',
  group: 'usefulness',
  gate: false,
  judge: ({ repository, readme }) => {
    const workspace =
      /"workspaces"\s*:/.test(repository.text('package.json')) ||
      repository.has('pnpm-workspace.yaml') ||
      /^\[workspace\]/m.test(repository.text('Cargo.toml')) ||
      repository.has('lerna.json') ||
      repository.has('go.work')
    const members = declared(repository).filter(
      ({ path }) =>
        !root(path) &&
        !/(?:^|\/)(?:tests?|__tests__|fixtures?|examples?|templates?|playgrounds?|e2e|benchmarks?|bench|docs?|website|vendor|node_modules|third_party|fuzz|samples?|integration[\w-]*|__\w+__|__\w+)\//i.test(
          path,
        ),
    )
    if (!workspace || members.length < 2) return null
    const named = members.filter(
      ({ name, path }) => readme.markdown.includes(name) || readme.markdown.includes(path.replace(/\/[^/]+$/, '')),
    )
    const least = Math.min(members.length, 30) * 0.8
    return found(
      named.length >= least
        ? []
        : [
            {
              line: 1,
              message: `${named.length} of ${members.length} packages named; not ${members
                .filter((one) => !named.includes(one))
                .slice(0, 3)
                .map(({ path }) => path)
                .join(', ')}`,
            },
          ],
    )
  },
}
