/*
 * Holds READMEs against the checks of the design that a program can decide, reading the repository's files and none of our facts.
 *
 *   npm run score -- FOLDER                    the README that we write, for every Git repository in FOLDER (bare or a checkout, called
 *                                              `owner+name` or holding it as `owner+name/repo`) or for FOLDER itself
 *   npm run score -- FOLDER --own              the maintainers' own README: what a checker has to let pass
 *   npm run score -- FOLDER --readme FILE      any README, held against one repository
 *   --only owner+name (repeatable)  --json FILE  --out FOLDER (the READMEs that were written)
 *
 * Printed: per repository its score and what fails, with the README's line (G: a gate; `.`: a claim of quality that the maintainers make
 * themselves), then the share that passes by check and the figures over all. Exits with 1 when a gate fails for a README that is not the
 * maintainers' own.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'

// Below node_modules, so that packages resolve from the bundle.
const cache = resolve(import.meta.dirname, '../../node_modules/.cache')
mkdirSync(cache, { recursive: true })
const place = mkdtempSync(join(cache, 'score-'))
try {
  const bundle = join(place, 'run.mjs')
  buildSync({
    entryPoints: [join(import.meta.dirname, 'readme/run.ts')],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2024',
    // It chooses its files by conditions of its own; what CommonJS asks for by `require` needs one.
    external: ['markdownlint'],
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    logLevel: 'error',
  })
  const { status } = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
} finally {
  rmSync(place, { recursive: true })
}
