import type { Source } from '../../facts'
import type { Project } from '../../project'

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
  const at = (pattern: RegExp): Source | null => (pattern.test(text) ? project.find(path, pattern) : null)
  return {
    build:
      at(/\bpackages(?:\.(?:\$\{[\w.]{1,40}\}|[\w-]{1,40}))?\.default\b|\bdefaultPackage\b/) ??
      (/\bpackages\b[^;]{0,80}=/.test(text)
        ? at(/^\s{2,40}default\s{0,9}=\s{0,9}(?!(?:pkgs\.)?mkShell|pkgs\.mkShell)/m)
        : null),
    run: at(/\bapps(?:\.(?:\$\{[\w.]{1,40}\}|[\w-]{1,40}))?\.default\b|\bdefaultApp\b/),
    develop: at(/\bdevShells?\b/),
    configurations: Object.entries(KINDS).flatMap(([attribute, kind]) =>
      namesOf(text, attribute)
        .slice(0, MOST_NAMES)
        .map(({ name }) => ({ kind, name, source: project.find(path, name) })),
    ),
  }
}
