import { existsSync } from 'node:fs'
import { type Browser, chromium as playwright } from 'playwright-core'

const PLACES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'].flatMap((name) =>
  ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].map((folder) => `${folder}/${name}`),
)
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const HELP = 'No Chrome or Chromium starts here. Install one: `apt-get install -y chromium`, or set CHROME_PATH.'

/** The browsers to try, best first: the one that CHROME_PATH names, the system's, and on Linux the one an npm package carries. */
async function candidates(): Promise<{ executablePath: string; args: string[] }[]> {
  const named = process.env.CHROME_PATH ? [process.env.CHROME_PATH] : []
  const found = [...named, ...[...PLACES, ...APPLICATIONS].filter((path) => existsSync(path))]
  const own = found.map((executablePath) => ({ executablePath, args: [] as string[] }))
  if (process.platform !== 'linux') return own
  const { default: carried } = await import('@sparticuz/chromium')
  return [...own, { executablePath: await carried.executablePath(), args: carried.args }]
}

/** A real browser, with further arguments. Throws with the one command that helps where none starts. */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const reasons: string[] = []
  for (const { executablePath, args } of await candidates()) {
    try {
      return await playwright.launch({ executablePath, args: [...args, ...QUIET, ...root, ...more] })
    } catch (error) {
      reasons.push(`${executablePath}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    }
  }
  throw new Error([HELP, ...reasons].join('\n'))
}
