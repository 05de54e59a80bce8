// Bundles the page's scripts and style into assets that are named by their content, and tells the pages those names. Run at
// install time and by `npm start`; what it writes is never committed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const built = join(root, 'src/web/assets/built')

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['page', 'editor'].map((name) => `src/web/script/${name}.ts`).concat('src/web/style/style.css'),
  outdir: built,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome120', 'firefox121', 'safari17.5'],
  legalComments: 'none',
  metafile: true,
  write: false,
})

/** Unless it is there already: nothing changes under a runtime that watches the folder. */
function put(file, content) {
  const held = readdirSync(resolve(file, '..')).includes(basename(file)) ? readFileSync(file) : null
  if (!held?.equals(content)) writeFileSync(file, content)
}

const font = '@fontsource-variable/bricolage-grotesque'
mkdirSync(built, { recursive: true })
for (const { path, contents } of outputFiles) put(path, Buffer.from(contents))
put(join(built, 'font-license.txt'), readFileSync(join(root, 'node_modules', font, 'LICENSE')))
const current = new Set([...outputFiles.map(({ path }) => basename(path)), 'font-license.txt'])
for (const file of readdirSync(built)) if (!current.has(file)) rmSync(join(built, file), { force: true })

const names = Object.entries(metafile.outputs).map(([file, { entryPoint }]) => [entryPoint, `/built/${basename(file)}`])
const named = (part) => names.find(([entry, file]) => (entry ?? file).includes(part))?.[1]
const assets = {
  page: named('script/page'),
  editor: named('script/editor'),
  style: named('style/style'),
  font: named('.woff2'),
}
mkdirSync(join(root, 'src/web/data'), { recursive: true })
put(
  join(root, 'src/web/data/assets.ts'),
  Buffer.from(`/** Where the page's assets are. */\nexport const ASSETS = ${JSON.stringify(assets)} as const\n`),
)
