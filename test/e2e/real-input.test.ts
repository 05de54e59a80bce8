import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { breaches } from '../unit/readme/lint'
import { atRest, connect } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

/* Whole packages as npm installed them, packed as repositories: real manifests, real READMEs, up to thousands of files. */
const PACKAGES = [
  'hono',
  'zod',
  'marked',
  'drizzle-orm',
  'fflate',
  'playwright-core',
  'semver',
  'ajv',
  'isomorphic-git',
  'smol-toml',
]

const MODULES = join(import.meta.dirname, '../../node_modules')
let forge: Forge
let hosted: Repositories
let api: Awaited<ReturnType<typeof connect>>

beforeAll(async () => {
  hosted = await startRepositories()
  for (const name of PACKAGES) {
    const folder = join(MODULES, name)
    const paths = globSync('**', { cwd: folder, exclude: (path) => path.startsWith('node_modules') })
    const tree = paths.filter((path) => statSync(join(folder, path)).isFile())
    await hosted.make('npm', name, {
      branches: { main: Object.fromEntries(tree.map((path) => [path, readFileSync(join(folder, path))])) },
    })
  }
  forge = await startForge({ 'github.com': hosted.host.origin })
  api = await connect(forge.origin)
})
afterAll(async () => {
  await forge.stop()
  await hosted.close()
})

it.each(PACKAGES)(
  '%s: facts that its manifest bears out, and a README without a complaint from markdownlint',
  async (name) => {
    const manifest = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as Record<string, string>
    const { id, links } = await api.generate({ url: `https://github.com/npm/${name}` })
    expect(await api.until(id, atRest)).toMatchObject({ status: 'completed', attempt: 1 })
    const facts = (await (await api.get(links.analysis!)).json()) as {
      version: { value: string }
      license: { spdx: string }
      commands: Record<string, { command: string }[]>
      dependencies: { name: string; scope: string }[]
    }
    expect(facts.version.value).toBe(manifest.version)
    expect(facts.license.spdx).toBe(manifest.license)
    const direct = facts.dependencies.filter((one) => one.scope === 'runtime').map((one) => one.name)
    expect(direct.sort()).toEqual(Object.keys(manifest.dependencies ?? {}).sort())
    const markdown = await (await api.get(links.download!)).text()
    expect(breaches(markdown)).toEqual([])
    expect(markdown).toContain(`npm install ${name}`)
    const preview = await (await api.get(links.preview!)).text()
    expect(preview).toMatch(/<h1[^>]*>/)
  },
)
