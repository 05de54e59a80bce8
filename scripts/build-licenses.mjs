// Fingerprints of common licence texts, from the npm package spdx-license-list, in one compact module.
import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** What repositories are found under. A GNU licence stands for both its `-only` and its `-or-later` form. */
const COMMON = `
  0BSD AAL AFL-2.1 AFL-3.0 AGPL-1.0-only AGPL-3.0-only Apache-1.0 Apache-1.1 Apache-2.0 APSL-2.0 Artistic-1.0 Artistic-1.0-Perl
  Artistic-2.0 Beerware BlueOak-1.0.0 BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Attribution
  BSD-3-Clause-Clear BSD-3-Clause-LBNL BSD-3-Clause-No-Nuclear-Warranty BSD-4-Clause BSD-Source-Code BSL-1.0 BUSL-1.1 CAL-1.0
  CC-BY-3.0 CC-BY-4.0 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-SA-3.0
  CC-BY-SA-4.0 CC0-1.0 CDDL-1.0 CDDL-1.1 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CECILL-2.0 CECILL-2.1 CECILL-B CECILL-C
  CERN-OHL-P-2.0 CERN-OHL-S-2.0 CERN-OHL-W-2.0 CPAL-1.0 CPL-1.0 curl ECL-2.0 EFL-2.0 Elastic-2.0 EPL-1.0 EPL-2.0 EUPL-1.1
  EUPL-1.2 FSFAP FSFUL FSL-1.1-ALv2 FSL-1.1-MIT FTL GFDL-1.2-only GFDL-1.3-only GPL-1.0-only GPL-2.0-only GPL-3.0-only HPND
  Hippocratic-2.1 ICU IJG ImageMagick Intel IPL-1.0 ISC JSON LGPL-2.0-only LGPL-2.1-only LGPL-3.0-only LGPLLR Libpng libpng-2.0
  LPL-1.02 LPPL-1.3c MIT MIT-0 MIT-CMU MIT-Modern-Variant MPL-1.0 MPL-1.1 MPL-2.0 MS-PL MS-RL MulanPSL-1.0 MulanPSL-2.0 NASA-1.3
  NCSA NPL-1.1 NTP ODbL-1.0 ODC-By-1.0 OFL-1.1 OLDAP-2.8 OpenSSL OSL-2.1 OSL-3.0 Parity-7.0.0 PDDL-1.0 PHP-3.01
  PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0 PostgreSQL PSF-2.0 Python-2.0 QPL-1.0 RPL-1.5 RPSL-1.0 Ruby
  SGI-B-2.0 SISSL Sleepycat SSPL-1.0 TCL UCL-1.0 Unicode-3.0 Unicode-DFS-2016 Unlicense UPL-1.0 Vim W3C Watcom-1.0 WTFPL X11
  XFree86-1.1 Zed Zlib zlib-acknowledgement ZPL-2.0 ZPL-2.1`
/** Hashes kept of one text; of a longer one those divisible by the smallest power of two that leaves so many. */
const MOST = 240

/**
 * @param {Record<string, { licenseText: string }>} list `spdx-license-list/full`
 * @returns {Promise<string>} the TypeScript module; its rows are described in src/analysis/licenses/rows.ts
 */
export async function licensesModule(list) {
  const { wordsOf, bigrams } = await wordsModule()
  const rows = COMMON.trim()
    .split(/\s+/)
    .filter((id) => Object.hasOwn(list, id))
    .map((id) => {
      const { words } = wordsOf(ownText(list[id].licenseText))
      const hashes = new Set(bigrams(words))
      let every = 1
      const kept = () => [...hashes].filter((hash) => hash % every === 0)
      while (kept().length > MOST) every *= 2
      const packed = kept()
        .sort((a, b) => a - b)
        .map((hash) => hash.toString(36).padStart(5, '0'))
      return [id.replace(/-only$/, ''), words.length, every, packed.join('')]
    })
  return [
    '// Made by scripts/build-data.mjs from the texts in the npm package spdx-license-list.',
    "import type { LicenseRow } from '../licenses/rows'",
    '',
    'export const LICENSES: readonly LicenseRow[] = [',
    ...rows.map((row) => `${JSON.stringify(row)},`),
    ']',
    '',
  ].join('\n')
}

/** The LGPL's entry holds the GPL that it builds on as well. */
function ownText(text) {
  const end = text.startsWith('GNU LESSER') ? text.indexOf('\nGNU GENERAL PUBLIC LICENSE') : -1
  return end === -1 ? text : text.slice(0, end)
}

/** The analysis' own way to take a text apart, so that both sides always agree. */
async function wordsModule() {
  const source = readFileSync(new URL('../src/analysis/licenses/words.ts', import.meta.url), 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  })
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`)
}
