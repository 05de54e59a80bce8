import type { CommandGroup } from '../facts'
import { parseRequirement } from '../manifests/python/requirement'
import { sameName } from '../names'
import { baseOf, join } from '../project'
import type { Place } from './place'

/** Ways to get a published program or library; what follows is one package and options. */
const PACKAGED =
  /^(?:brew install(?: --cask)?|(?:sudo )?port install|(?:sudo )?apt(?:-get)? install|(?:sudo )?dnf install|(?:sudo )?pacman -S\w*|(?:sudo )?zypper install|(?:sudo )?apk add|winget install|scoop install|choco install|(?:sudo )?snap install|flatpak install(?: flathub)?|nix-env -iA?|pkg install|cargo (?:b?install|add)|npm (?:install|i)|pnpm add|yarn (?:global )?add|bun add|gem install|go (?:install|get)|luarocks install|composer (?:global )?require|dotnet (?:tool install|add package)|pipx install|pip3? install|uv (?:tool install|add)|docker pull|hex\.pm|mix escript\.install hex|opam install|conda install)\s+/

const TREE_MANIFESTS = ['pyproject.toml', 'setup.py', 'setup.cfg']

/** Names that an installer's argument may stand for: its last part, without version, extra or registry. */
function packageNamed(word: string): string {
  const bare = word
    .replace(/^["']|["']$/g, '')
    .replace(/\[[^\]]*\]/, '')
    .replace(/(?<=.)@[\w.^~-]*$/, '')
    .replace(/\/v\d+$/, '')
  const last = baseOf(bare)
  // winget names packages `Publisher.Package`, nix `nixpkgs.package`.
  return /^[A-Za-z][\w-]*\.[\w.-]+$/.test(last) ? last.slice(last.indexOf('.') + 1) : last
}

/**
 * `install` for a command by which a user gets this project under one of its names, `setup` for one that fetches what
 * the tree needs, `null` for any other.
 */
export function installMeaning(words: readonly string[], { project, cwd, names }: Place): CommandGroup | null {
  const command = words.join(' ')
  const at = (name: string) => join(cwd, name) ?? ''
  const pip = command.match(/^(?:python3? -m )?pip3? install (.*)$/)?.[1]
  const inTree = TREE_MANIFESTS.some((name) => project.has(at(name)))
  if (pip !== undefined) {
    const file = pip.match(/^(?:-U |--upgrade )?(?:-r|--requirement)[ =]?(\S+)$/)?.[1]
    if (file) return project.has(at(file)) ? 'setup' : null
    if (/^(?:-e |--editable )?["']?\.(?:\[[\w,-]+\])?["']?$/.test(pip)) return inTree ? 'setup' : null
    const url = pip.match(/^(?:-U |--upgrade )?["']?git\+https:\/\/[\w./-]+?\/([\w.-]+?)(?:\.git)?["']?$/)?.[1]
    if (url) return inTree && isNamed(names, url) ? 'install' : null
    if (/[/+]|^-e\b|--editable/.test(pip)) return null
  }
  const environment = command.match(/^(?:conda|mamba|micromamba) env create (?:--file|-f)[ =](\S+)$/)?.[1]
  if (environment) return project.has(at(environment)) ? 'setup' : null
  const script = command.match(
    /^(?:curl|wget) [^|]*https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/([\w.-]+)\/[^/\s]+\/([\w./-]+)[^|]*\| ?(?:sudo )?(?:ba|z)?sh(?: -s.*)?$/,
  )
  if (script) return isNamed(names, script[1]!) && project.has(script[2]!) ? 'install' : null
  const head = command.match(PACKAGED)?.[0]
  if (!head) return null
  const wanted = command
    .slice(head.length)
    .split(' ')
    .filter((word) => !word.startsWith('-') || word === '-')
  return wanted.length === 1 && isNamed(names, packageNamed(wanted[0]!)) ? 'install' : null
}

const isNamed = (names: readonly string[], name: string) => names.some((one) => sameName(one) === sameName(name))

/** Packages of a plain `pip install a b c`, without paths, URLs and options; empty for anything else. */
export function pipPackages(command: string): string[] {
  const given =
    command
      .match(/^(?:python3? -m )?pip3? install (.+)$/)?.[1]
      ?.trim()
      .split(/ +/) ?? []
  if (!given.every((word) => /^[\w.\-[\]"'=<>~,]+$/.test(word))) return []
  const words = given.filter((word) => !/^(?:-U|--upgrade|-q|--quiet)$/.test(word))
  const plain = words.map((word) => word.replace(/^["']|["']$/g, ''))
  return plain.every((word) => !word.startsWith('-') && !/^\.|\.(?:txt|whl|toml)$/.test(word) && parseRequirement(word))
    ? plain
    : []
}
