import type { CommandGroup } from '../../facts'

/** Where a script belongs among the commands, and what for. `order` sorts within a group, smallest first. */
export interface ScriptUse {
  group: CommandGroup
  purpose?: string
  order: number
  /** One of several beside a main script: shown only where its group has none. */
  variant?: true
}

/** Variants that somebody at a keyboard does not start with, and steps of other scripts. */
export const ASIDE =
  /(?:^|[:\-_/.])(?:watch|ci|debug|inspect|update|updatesnapshot|snapshot|snapshots|verbose|only|fast|local|docker|staging|stage|prod|production|analy[sz]e|stats|profile|ui|headed|open|report|publish|release|canary|nightly|next|latest|clean|bench|perf|size|all|browserstack|saucelabs|circleci|travis|gh-actions|devcontainer|wsl|win|windows|mac|linux|internal|helper|bisect|temp|tmp|old|legacy)(?:$|[:\-_/.])/i
/** npm runs these by itself around another script. */
export const HOOKS =
  /^(?:pre|post)(?:install|build|test|start|dev|pack|publish|version|release|lint|format|deploy|serve|commit|push|check|clean|compile|prepare|uninstall|stop|restart|unit|typecheck|coverage|preview|[a-z]+:.+)$|^(?:install|prepare|prepublish|prepublishOnly|uninstall|version|dependencies)$/

/** A name's rule; the first that matches decides. */
interface Rule {
  name: RegExp
  use: ScriptUse
}

export const TYPES = 'Check the types'
/** Names that scripts commonly have, and their use. The body may correct it, see `useOf`. */
export const SCRIPT_RULES: readonly Rule[] = [
  {
    name: /^(?:type-?check|check-?types?|check:types?|types?:check|tsc|lint:(?:types?|tsc|typecheck)|lint-types|ts:check|ts-check|check-ts|test:type-?s?(?:check)?|test:tsc|type)$/i,
    use: { group: 'lint', purpose: TYPES, order: 2 },
  },
  {
    name: /^(?:(?:format|fmt|prettier|style)[:-](?:check|ci|test|lint|verify)|check[:-](?:format|formatting|prettier|style|fmt)|lint:(?:format|prettier))$/i,
    use: { group: 'lint', purpose: 'Check the formatting', order: 3 },
  },
  {
    name: /^(?:(?:lint|eslint|stylelint|biome|check)[:-](?:fix|write)|fix(?:[:-].+)?|lint-?fix|(?:lint|fix)[:-](?:js|ts|css|style|scss|code)[:-]?fix|lint-fix[:-].+)$/i,
    use: { group: 'format', purpose: 'Fix what the linter can', order: 1 },
  },
  {
    name: /^(?:format|fmt|prettier|prettify|beautify)(?:[:-](?:write|fix|all))?$/i,
    use: { group: 'format', purpose: 'Format the code', order: 0 },
  },
  { name: /^lint$/i, use: { group: 'lint', order: 0 } },
  {
    name: /^(?:eslint|stylelint|standard|xo|biome|tslint|oxlint|knip|markdownlint|dockerfile_lint|eclint|check)$/i,
    use: { group: 'lint', order: 1 },
  },
  { name: /^lint[:-].+$/i, use: { group: 'lint', order: 4, variant: true } },
  { name: /^build$/i, use: { group: 'build', order: 0 } },
  { name: /^(?:compile|bundle|dist|package|make|tsc:build|generate:static)$/i, use: { group: 'build', order: 1 } },
  {
    name: /^build[:-](?:prod|production|all|app|web|client|server|frontend|backend|packages|lib|libs|desktop|site|esm)$/i,
    use: { group: 'build', order: 2, variant: true },
  },
  { name: /^test[:-](?:lint|style|check[:-].+|format)$/i, use: { group: 'lint', order: 4 } },
  { name: /^(?:test|tests)$/i, use: { group: 'test', order: 0 } },
  {
    name: /^(?:test[:-](?:unit|jest|vitest|node|app|backend|frontend|server|client|api)|unit(?:[:-]tests?)?|vitest|jest|mocha|ava|tap)$/i,
    use: { group: 'test', purpose: 'Run the unit tests', order: 1 },
  },
  {
    name: /^(?:test[:-]int(?:egration)?|integration(?:[:-]tests?)?)$/i,
    use: { group: 'test', purpose: 'Run the integration tests', order: 2 },
  },
  {
    name: /^(?:test[:-]e2e|e2e(?:[:-](?:test|run))?|test[:-](?:playwright|cypress|browser)|cypress:run|playwright)$/i,
    use: { group: 'test', purpose: 'Run the end-to-end tests', order: 3 },
  },
  {
    name: /^(?:test[:-](?:cov|coverage)|coverage|cov)$/i,
    use: { group: 'test', purpose: 'Run the tests with coverage', order: 4 },
  },
  { name: /^test[:-].+$/i, use: { group: 'test', order: 5, variant: true } },
  {
    name: /^(?:dev|develop|serve:dev|start:dev|dev:start|start-dev|watch:dev)$/i,
    use: { group: 'run', purpose: 'Start it for development', order: 0 },
  },
  { name: /^start$/i, use: { group: 'run', order: 1 } },
  { name: /^serve$/i, use: { group: 'run', order: 2 } },
  {
    name: /^(?:dev|start)[:-](?:web|app|client|server|frontend|backend|api|desktop|electron|tauri|mobile)$|^(?:android|ios|web|electron|tauri)$/i,
    use: { group: 'run', order: 3, variant: true },
  },
  { name: /^start[:-](?:prod|production)$/i, use: { group: 'run', purpose: 'Start the production build', order: 4 } },
  { name: /^preview$/i, use: { group: 'run', purpose: 'Serve the build locally', order: 5 } },
  { name: /^storybook$/i, use: { group: 'run', purpose: 'Start Storybook', order: 6 } },
  {
    name: /^(?:db|database|prisma|drizzle)[:-](?:setup|init)$/i,
    use: { group: 'setup', purpose: 'Set the database up', order: 2 },
  },
  { name: /^(?:bootstrap|setup)$/i, use: { group: 'setup', purpose: 'Prepare the project', order: 1 } },
  {
    name: /^(?:db|database|prisma|drizzle)[:-]push$/i,
    use: { group: 'setup', purpose: 'Create the database schema', order: 2 },
  },
  {
    name: /^(?:(?:db|database|prisma|drizzle)[:-]migrate(?:[:-]dev)?|migrate|migrations?[:-]run|migrate[:-](?:up|latest|dev))$/i,
    use: { group: 'setup', purpose: 'Apply the database migrations', order: 2 },
  },
  {
    name: /^(?:(?:db|database|prisma)[:-]seed|seed)$/i,
    use: { group: 'setup', purpose: 'Fill the database with initial data', order: 3 },
  },
  { name: /^deploy(?:[:-](?:prod|production))?$/i, use: { group: 'deploy', order: 0 } },
]
