import type { Source } from '../../facts'
import { lineAt, type Project } from '../../project'

/** What a flake gives, as far as its text tells. */
export interface Flake {
  build: Source | null
  run: Source | null
  develop: Source | null
  /** Systems and homes by kind and literal name. */
  configurations: { kind: 'nixos' | 'darwin' | 'home'; name: string; source: Source }[]
}

const KINDS = { nixosConfigurations: 'nixos', darwinConfigurations: 'darwin', homeConfigurations: 'home' } as const
const MOST_NAMES = 20

/** Comments away, lines and columns kept. */
const withoutComments = (text: string) => text.replace(/#[^\n"]*$/gm, (comment) => ' '.repeat(comment.length))

/** Attributes whose values hold names of their own, which are no packages of the flake: shells, checks and what others import. */
const OTHERS =
  /\b(?:devShells?|apps|checks|overlays|templates|hydraJobs|[a-z]\w{0,40}Modules|mkShell\w{0,20})\b[\w.${}"-]{0,80}\s{0,9}[={]/g

/** The text with the values of these attributes blanked, lines and columns kept. */
function withoutOthers(text: string): string {
  let rest = ''
  let from = 0
  for (const match of text.matchAll(OTHERS)) {
    if (match.index < from) continue
    const start = match.index + match[0].length - 1
    let depth = 0
    let at = start
    for (; at < text.length; at++) {
      if ('{(['.includes(text[at]!)) depth++
      else if ('})]'.includes(text[at]!) && --depth <= 0) break
      else if (text[at] === ';' && depth === 0) break
    }
    rest += text.slice(from, start) + text.slice(start, at).replace(/[^\n]/g, ' ')
    from = at
  }
  return rest + text.slice(from)
}

/** Names that an attribute set of the flake is given: `nixosConfigurations.host =` and `nixosConfigurations = { host = …`. */
function namesOf(text: string, attribute: string): { name: string; index: number }[] {
  const direct = [...text.matchAll(new RegExp(`\\b${attribute}\\.(?:"([\\w@.-]{1,80})"|([\\w-]{1,80}))\\s{0,9}=`, 'g'))]
  const found = direct.map((match) => ({ name: match[1] ?? match[2]!, index: match.index }))
  const set = new RegExp(`\\b${attribute}\\s{0,9}=\\s{0,9}(?:rec\\s{0,9})?\\{`).exec(text)
  if (!set) return found
  let depth = 1
  for (let at = set.index + set[0].length; at < text.length && depth > 0; at++) {
    if (text[at] === '{' || text[at] === '(' || text[at] === '[') depth++
    else if (text[at] === '}' || text[at] === ')' || text[at] === ']') depth--
    else if (depth === 1 && /[\s{;]/.test(text[at - 1]!)) {
      const key = /(?:"([\w@.-]{1,80})"|([A-Za-z_][\w-]{0,80}))\s{0,9}=(?!=)/y
      key.lastIndex = at
      const match = key.exec(text)
      if (match) found.push({ name: match[1] ?? match[2]!, index: at })
    }
  }
  return found
}

/** Reads the outputs of a flake from its text. https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake */
export function readFlake(project: Project, path: string): Flake {
  const text = withoutComments(project.text(path) ?? '')
  const packages = withoutOthers(text)
  const at = (where: string, pattern: RegExp): Source | null => {
    const index = where.search(pattern)
    return index === -1
      ? null
      : { path, line: lineAt(where, index + (where.slice(index).match(/^\s*/)?.[0].length ?? 0)) }
  }
  return {
    build:
      at(packages, /\bpackages(?:\.(?:\$\{[\w.]{1,40}\}|[\w-]{1,40}))?\.default\b|\bdefaultPackage\b/) ??
      (/\bpackages\b[^;]{0,80}=/.test(packages)
        ? at(packages, /^\s{2,40}default\s{0,9}=(?!\s{0,9}(?:pkgs\.)?mkShell)/m)
        : null),
    run: at(text, /\bapps(?:\.(?:\$\{[\w.]{1,40}\}|[\w-]{1,40}))?\.default\b|\bdefaultApp\b/),
    develop: at(text, /\bdevShells?\b/),
    configurations: Object.entries(KINDS).flatMap(([attribute, kind]) =>
      namesOf(text, attribute)
        .slice(0, MOST_NAMES)
        .map(({ name }) => ({ kind, name, source: project.find(path, name) })),
    ),
  }
}
