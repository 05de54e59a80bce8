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

/** Languages that a project is styled, marked up or configured in, rather than written in. */
const NOT_WRITTEN_IN = new Set(
  'CSS,SCSS,Sass,Less,Stylus,PostCSS,HTML,Markdown,JSON,YAML,TOML,XML,SVG,Dockerfile,Makefile,Batchfile,Roff,Smarty,Mustache,Handlebars,Jinja,EJS,Pug,Twig,Blade,Procfile'.split(
    ',',
  ),
)

/** The languages that make up at least a fifth of the code proper, three at most. */
export function writtenIn(languages: readonly { name: string; bytes: number }[]): string[] {
  const proper = languages.filter(({ name }) => !NOT_WRITTEN_IN.has(name))
  const all = proper.reduce((sum, { bytes }) => sum + bytes, 0)
  return proper
    .filter(({ bytes }) => bytes >= all / 5)
    .slice(0, 3)
    .map(({ name }) => name)
}
