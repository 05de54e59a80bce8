import { startRepositories } from '../e2e/repositories.ts'
import type { Fates } from './fates.ts'

/** Small repositories on the Git host. */
const REPOSITORIES: Record<string, Record<string, string>> = {
  plain: { 'README.md': '# Plain\n\nA plain thing.\n' },
  tree: {
    'package.json': JSON.stringify({ name: 'tree', version: '1.2.3', description: 'Walks a tree.', license: 'MIT' }),
    'src/index.js': 'export const walk = (tree) => [tree]\n',
    'test/index.test.js': "import { walk } from '../src/index.js'\nwalk({})\n",
  },
  tool: { 'go.mod': 'module example.com/tool\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' },
  crate: {
    'Cargo.toml': '[package]\nname = "crate"\nversion = "0.1.0"\n',
    'src/lib.rs': 'pub fn one() -> u8 {\n    1\n}\n',
  },
  notes: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`notes/${at}.md`, `# Note ${at}\n\nA thought.\n`])),
}
/** Names that owner `acme` has. */
export const REPOSITORY_NAMES = Object.keys(REPOSITORIES)

/** The Git host, which also answers the Workers' questions: both under the one origin that the Workers are told of. */
export async function startHarness(fates: Fates): Promise<{ origin: string; close(): Promise<void> }> {
  const hosted = await startRepositories()
  for (const [name, files] of Object.entries(REPOSITORIES))
    await hosted.make('acme', name, { branches: { main: files } })
  hosted.fault.current = (asked) => {
    const { pathname, searchParams } = new URL(asked.path, hosted.host.origin)
    return pathname === '/chaos/fate' ? { status: 200, body: fates.answer(searchParams) } : fates.ofHost(asked)
  }
  return { origin: hosted.host.origin, close: hosted.close }
}
