// Draws the picture that social cards show, src/web/assets/card.png, in a Chrome or Chromium (CHROME_PATH, else `chromium`).
// Run by hand when the look changes: the picture is committed.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const font = 'node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2'
const face = readFileSync(join(root, font)).toString('base64')
const page = join(mkdtempSync(join(tmpdir(), 'card-')), 'card.html')
writeFileSync(
  page,
  `<!doctype html><meta charset="utf-8"><style>
  @font-face { font-family: Bricolage; src: url(data:font/woff2;base64,${face}); font-weight: 200 800 }
  body { margin: 0; padding: 84px 90px; inline-size: 1020px; block-size: 462px; background: #f7f3ec; color: #211c17;
    border-block-start: 16px solid #a8380f; box-sizing: content-box; font-family: Bricolage }
  h1 { margin: 0; font-size: 104px; line-height: 1.04; font-weight: 750; letter-spacing: -0.02em }
  p { margin: 44px 0 0; font-size: 36px; color: #665c50 }
  b { display: flex; align-items: center; gap: 22px; margin-block-end: 52px; font-size: 40px; font-weight: 700 }
  svg { inline-size: 60px }
  </style><b><svg viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#a8380f"/>
  <path d="M9 8h14v3H9zm0 6.5h14v3H9zM9 21h9v3H9z" fill="#fff"/></svg>readme-forge</b>
  <h1>A README your repository can back</h1><p>Every sentence with the file and the line it rests on.</p>`,
)
execFileSync(process.env.CHROME_PATH ?? 'chromium', [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1200,630'],
  ...[`--screenshot=${join(root, 'src/web/assets/card.png')}`, `file://${page}`],
])
