import type { Kind } from '../../analysis/facts'

/** What a project of each kind is, after "is" and before "written in". */
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
  notebooks: 'a collection of notebooks',
  template: 'a project template',
  infrastructure: 'infrastructure code',
  contracts: 'a set of smart contracts',
  dataset: 'a dataset',
  'research-code': 'research code',
  config: 'a configuration',
  sample: 'a sample project',
  monorepo: 'a monorepo',
}
