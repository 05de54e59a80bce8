import type { Facts, Kind, Source } from '../../analysis/facts'

/** What a project of each kind is, after "is". */
export const KIND_WORDS: Record<Kind, string> = {
  library: 'a library',
  cli: 'a command-line tool',
  'web-app': 'a web application',
  service: 'a service',
  'mobile-app': 'a mobile app',
  'desktop-app': 'a desktop application',
  framework: 'a framework',
  plugin: 'a plugin',
  docs: 'a documentation project',
  notebooks: 'a collection of Jupyter notebooks',
  template: 'a project template',
  infrastructure: 'infrastructure code',
  contracts: 'a set of smart contracts',
  dataset: 'a dataset',
  'research-code': 'research code',
  config: 'a configuration',
  sample: 'a sample project',
  monorepo: 'a monorepo',
}

/** What a template or a sample is of, by the kind beside it. */
const OF: Partial<Record<Kind, string>> = {
  library: 'libraries',
  cli: 'command-line tools',
  'web-app': 'web applications',
  service: 'services',
  'mobile-app': 'mobile apps',
  'desktop-app': 'desktop applications',
  contracts: 'smart contracts',
}

/** Words for a kind, the fact that they rest on beside the kind itself, and whether the words name its languages by themselves. */
export interface Named {
  words: string
  sources: Source[]
}

const without = (article: RegExp, words: string) => words.replace(article, '')

/** What plugins are called where their host is known by the framework that they are made for. */
const PLUGINS = new Map([
  ['GitHub Actions', 'a GitHub Action'],
  ['Neovim', 'a Neovim plugin'],
  ['Vim', 'a Vim plugin'],
  ['VS Code API', 'a Visual Studio Code extension'],
  ['IntelliJ Platform', 'a plugin for JetBrains IDEs'],
  ['WordPress', 'a WordPress plugin'],
  ['Zsh', 'a Zsh plugin'],
  ['fish', 'a fish plugin'],
  ['tmux', 'a tmux plugin'],
  ['asdf', 'an asdf plugin'],
  ['Obsidian', 'an Obsidian plugin'],
  ['Raycast', 'a Raycast extension'],
  ['Figma Plugin API', 'a Figma plugin'],
])

/** What infrastructure is called by what its users type to get it, or else by the tool whose files it holds. */
const CALLED: readonly (readonly [install: RegExp, words: string])[] = [
  [/^module "/, 'a Terraform module'],
  [/^helm repo add .* && helm install /, 'a Helm chart'],
  [/^helm repo add /, 'a collection of Helm charts'],
  [/^ansible-galaxy collection install /, 'an Ansible collection'],
  [/^ansible-galaxy role install /, 'an Ansible role'],
]
const PROVISIONED = new Map([
  ['Terragrunt', 'a Terragrunt configuration'],
  ['Terraform', 'a Terraform configuration'],
  ['OpenTofu', 'an OpenTofu configuration'],
  ['Helm', 'a Helm chart'],
  ['Ansible', 'a set of Ansible playbooks and roles'],
  ['Pulumi', 'a Pulumi program'],
  ['AWS CDK', 'an AWS CDK application'],
])

/** The words for a plugin or infrastructure, where a fact says more than its kind. */
function known(kind: Kind | undefined, { frameworks, commands, infrastructure }: Facts): Named | null {
  if (kind === 'plugin') {
    const host = frameworks.find(({ name }) => PLUGINS.has(name))
    return host ? { words: PLUGINS.get(host.name) ?? '', sources: host.sources } : null
  }
  if (kind !== 'infrastructure') return null
  for (const { command, sources } of commands.install) {
    const words = CALLED.find(([install]) => install.test(command))?.[1]
    if (words) return { words, sources }
  }
  const tool = infrastructure.find((one) => PROVISIONED.has(one.tool))
  return tool ? { words: PROVISIONED.get(tool.tool) ?? '', sources: tool.sources } : null
}

/** What the project is, with an article, after "is"; `null` where no kind is known. */
export function named(facts: Facts): Named | null {
  const all = facts.kinds.filter((kind) => kind !== 'monorepo')
  const special = known(all[0], facts)
  if (special) return special
  const said = (words: string): Named => ({ words, sources: [] })
  const other = all.find((kind) => OF[kind] !== undefined)
  // A template that asks questions makes what it is told to; one that is copied is of what it is itself.
  const isCopied = !facts.surface.inputs.length
  if (all.includes('template')) return said(other && isCopied ? `a template for ${OF[other]}` : KIND_WORDS.template)
  if (all.includes('sample') && other) return said(`a sample ${without(/^an? /, KIND_WORDS[other])}`)
  if (all.includes('contracts') && all.includes('library')) return said('a library of smart contracts')
  // A framework is a library too.
  const [first, second] = all.filter((kind) => kind !== 'library' || !all.includes('framework'))
  if (!first) return null
  return said(second ? `${KIND_WORDS[first]} and ${without(/^a /, KIND_WORDS[second])}` : KIND_WORDS[first])
}

/** Other words in which a description says that it is of a kind. */
const SAID: Partial<Record<Kind, RegExp>> = {
  cli: /command[- ]line|\bCLI\b/i,
  template: /\b(?:template|boilerplate|starter|skeleton)\b/i,
  plugin: /\b(?:plugin|extension|action|theme|module|add-?on)\b/i,
  library: /\b(?:library|module|package|toolkit|client|SDK|bindings)\b/i,
  service: /\b(?:service|server|daemon|backend)\b/i,
  'web-app': /\bweb (?:application|app|site|interface)\b|\bwebsite\b/i,
  'mobile-app': /\b(?:mobile|Android|iOS) app(?:lication)?\b|\bapp for (?:Android|iOS)\b/i,
  'desktop-app': /\bdesktop app(?:lication)?\b|\bapp for (?:macOS|Windows|Linux)\b/i,
  infrastructure: /\b(?:module|chart|charts|playbook|role|collection|configuration)\b/i,
  notebooks: /\bnotebooks?\b/i,
  contracts: /\bsmart[- ]contracts?\b/i,
  config: /\b(?:dotfiles|configuration|settings)\b/i,
  sample: /\b(?:sample|example|demo)\b/i,
  docs: /\b(?:book|guide|documentation|list|course|handbook|tutorial)\b/i,
}

/** Does the description already say that it is of this kind, in these words or others? */
export const saysKind = (description: string, kind: Kind): boolean =>
  (SAID[kind] ?? new RegExp(`\\b${without(/^an? /, KIND_WORDS[kind])}`, 'i')).test(description)
