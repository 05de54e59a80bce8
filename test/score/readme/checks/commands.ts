import { within } from '../repository'
import { steps } from '../shell'
import { type Check, type Finding, folderOf, found, linkedPath, type Subject } from '../subject'
import { commandFault } from '../tools'
import { ignored } from '../tools/made'
import { isOpen } from '../tools/place'

/** Folders of the repository that a README goes into, links to or names. */
function foldersNamed(subject: Subject): string[] {
  const { repository, readme } = subject
  const said = [
    ...readme.links.flatMap(({ target }) => linkedPath(subject, target)?.path ?? []),
    ...[...readme.spans, ...readme.headings].flatMap(({ text }) => within(folderOf(readme), text.trim()) ?? []),
    ...steps(repository, readme).flatMap(({ words, folder }) =>
      words[0] === 'cd' && words[1] && folder !== null ? (within(folder, words[1]) ?? []) : (folder ?? []),
    ),
  ]
  return [...new Set(said)].filter(repository.isFolder)
}

/** 2. */
export const commands: Check = {
  id: 2,
  title: 'every command resolves where it is typed',
  group: 'truth',
  gate: true,
  judge: (subject) => {
    const { repository, readme, person } = subject
    const others = foldersNamed(subject)
    const findings = steps(repository, readme).flatMap((step): Finding[] => {
      const fault = commandFault(repository, step, person(step.line), others)
      return fault === null || excused(subject, step.words)
        ? []
        : [{ line: step.line, message: `${step.words.join(' ')}: ${fault}` }]
    })
    return found(findings)
  },
}

/** A file that the README has its reader write. */
const excused = ({ readme }: Subject, words: readonly string[]) =>
  words
    .slice(1)
    .some(
      (word) =>
        /\.\w+$/.test(word) &&
        readme.prose
          .concat(readme.spans)
          .some(
            ({ text, line }) =>
              text.includes(word) &&
              /\b(?:create|save|write|named?|call(?:ed)?|following|put|add|copy|edit|contents?)\b/i.test(
                readme.lines[line - 1] ?? '',
              ),
          ),
    )

const FILE =
  /^(?:\.{1,2}\/)?(?:[\w@.+-]+\/)*[\w@.+-]*[\w+-]\.(?:md|rst|txt|json5?|jsonc|ya?ml|toml|ini|cfg|lock|[cm]?[jt]sx?|vue|svelte|py|ipynb|rb|go|rs|java|kts?|gradle|cs|fs|csproj|sln|php|swift|dart|exs?|erl|hs|ml|clj|scala|lua|sh|bash|ps1|c|cc|cpp|h|hpp|sql|html?|s?css|xml|proto|tf|conf)$/i
const FOLDER = /^(?:\.\/)?[\w@.+-]+(?:\/[\w@.+-]+)*\/$/

/** The entries of a drawn tree, by their whole paths. */
export function drawnTree(lines: readonly { text: string; line: number }[]): { path: string; line: number }[] {
  const stack: string[] = []
  return lines.flatMap(({ text, line }) => {
    const entry = /^((?:[│|]?\s{2,4})*)[├└|`+][─-]{1,3}\s+(\S+(?: \S+)*)/.exec(text)
    if (!entry) return []
    const depth = Math.round((entry[1] ?? '').length / 4)
    stack.length = depth
    stack[depth] = (entry[2] ?? '').replace(/\/$/, '')
    return [{ path: stack.filter((one) => one !== undefined).join('/'), line }]
  })
}

/** 3. Of a person only what is surely the repository's: a path into a folder that is there, a tree of which most is. */
export const paths: Check = {
  id: 3,
  title: 'every path named exists',
  group: 'truth',
  gate: true,
  judge: (subject) => {
    const { repository, readme, person } = subject
    const here = folderOf(readme)
    const there = (path: string) => {
      const places = [within(here, path), within('.', path)]
      return places.some((one) => one === null || repository.has(one) || ignored(repository, one))
    }
    const somewhere = (path: string) =>
      repository.paths.some((one) => `/${one}/`.includes(`/${path.replace(/^\.?\/|\/$/g, '')}/`))
    const findings: Finding[] = []
    for (const { text, line } of readme.spans) {
      const path = text.trim()
      if (!(FILE.test(path) || FOLDER.test(path)) || isOpen(path) || there(path)) continue
      const [top = ''] = path.replace(/^\.\//, '').split('/')
      const surely =
        path.replace(/^\.\//, '').includes('/') &&
        repository.isFolder(within(here, top) ?? '') &&
        !/^(?:src|lib|test|tests|app|docs|config|public|\.github|\.vscode|examples?|bin|etc|data)$/.test(top)
      if (!somewhere(path) && (person(line) ? surely : path.includes('/')))
        findings.push({ line, message: `${path} is not in the repository` })
    }
    for (const { lines } of readme.fences) {
      const tree = drawnTree(lines)
      const lost = tree.filter(({ path }) => !there(path) && !/^\.{3}|…|\*/.test(path))
      const judged = tree.length > 2 && (!person(tree[0]?.line ?? 0) || lost.length * 5 < tree.length)
      if (judged)
        for (const { path, line } of lost) findings.push({ line, message: `${path} is not in the repository` })
    }
    for (const { target, line } of readme.links) {
      const linked = linkedPath(subject, target)
      if (!linked || linked.absolute || person(line)) continue
      if (linked.path === null || !repository.has(linked.path))
        findings.push({ line, message: `${target} is not in the repository` })
    }
    return found(findings)
  },
}
