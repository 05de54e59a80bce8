import { type Address, address } from '../escape'

/** A public registry: what people type to get a package from it, its page and the badge with the newest version. */
interface Registry {
  name: string
  install: RegExp
  page(name: string): Address
  badge(name: string): Address
}

const path = (name: string) => name.split('/')
const OPTIONS = '(?:\\s+-{1,2}[\\w-]+)*'

const REGISTRIES: readonly Registry[] = [
  {
    name: 'npm',
    install: new RegExp(
      `^(?:npm (?:install|i|add)|pnpm add|yarn (?:global )?add|bun add)${OPTIONS}\\s+(@[\\w.-]+/[\\w.-]+|[\\w.-]+)$`,
    ),
    page: (name) => address('www.npmjs.com', ['package', ...path(name)]),
    badge: (name) => address('img.shields.io', ['npm', 'v', ...path(name)]),
  },
  {
    name: 'PyPI',
    install: new RegExp(
      `^(?:(?:python3? -m )?pip3? install|pipx install|uv (?:add|pip install|tool install)|poetry add)${OPTIONS}\\s+([\\w.-]+)$`,
    ),
    page: (name) => address('pypi.org', ['project', name, '']),
    badge: (name) => address('img.shields.io', ['pypi', 'v', name]),
  },
  {
    name: 'crates.io',
    install: new RegExp(`^cargo (?:add|install|binstall)${OPTIONS}\\s+([\\w-]+)$`),
    page: (name) => address('crates.io', ['crates', name]),
    badge: (name) => address('img.shields.io', ['crates', 'v', name]),
  },
  {
    name: 'RubyGems',
    install: /^(?:gem install|bundle add)\s+([\w.-]+)$/,
    page: (name) => address('rubygems.org', ['gems', name]),
    badge: (name) => address('img.shields.io', ['gem', 'v', name]),
  },
  {
    name: 'Packagist',
    install: /^composer require\s+([\w.-]+\/[\w.-]+)$/,
    page: (name) => address('packagist.org', ['packages', ...path(name)]),
    badge: (name) => address('img.shields.io', ['packagist', 'v', ...path(name)]),
  },
  {
    name: 'NuGet',
    install: /^dotnet (?:add package|tool install(?: --global| -g)?)\s+([\w.-]+)$/,
    page: (name) => address('www.nuget.org', ['packages', name]),
    badge: (name) => address('img.shields.io', ['nuget', 'v', name]),
  },
]

/** The registry and the name behind an install command; `null` when it takes the package from elsewhere. */
export function publishedAs(command: string): { registry: Registry; name: string } | null {
  for (const registry of REGISTRIES) {
    const name = command.match(registry.install)?.[1]
    if (name && !/^\.{1,2}$/.test(name)) return { registry, name }
  }
  return null
}
