/** What a technology is for. */
export const CATEGORIES = [
  'web-framework',
  'ui',
  'styling',
  'state',
  'orm',
  'database',
  'api',
  'auth',
  'validation',
  'messaging',
  'cli',
  'tui',
  'desktop',
  'mobile',
  'game',
  'graphics',
  'ml',
  'data',
  'cloud',
  'observability',
  'cms',
  'async',
  'networking',
  'serialization',
  'platform',
  'plugin',
  'blockchain',
  'deployment',
  'testing',
  'build',
  'lint',
  'language',
  'monorepo',
  'docs',
  'release',
] as const
export type Category = (typeof CATEGORIES)[number]

/**
 * Technologies of one package registry by category: canonical name to the packages that prove it, separated by spaces.
 * A package that ends in `*` stands for all names with that beginning. Adding a technology is adding a name here.
 */
export type Technologies = Partial<Record<Category, Readonly<Record<string, string>>>>
