import type { Child } from 'hono/jsx'
import { ASSETS } from './data/assets'

const CLAIM = 'A README in which every sentence rests on a file of your repository.'

export interface PageHead {
  title: string
  /** One sentence for search and social cards. */
  description?: string
  /** Seconds after which a browser without script loads the page again. */
  refresh?: number | undefined
  /** Address of this service, for cards, which take no relative addresses. */
  origin?: string
  /** Scripts that add to what the page does without any. */
  scripts?: readonly string[]
  /** For those who have its address: no search engine shows it. */
  unlisted?: boolean
  /** Give the whole width of the window to the page. */
  wide?: boolean
}

/** Every page: head, way to the content, masthead, main, foot. */
export function Layout({ children, ...head }: PageHead & { children?: Child }) {
  const { title, description = CLAIM, refresh, origin = '', scripts = [ASSETS.page], unlisted, wide } = head
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refresh ? (
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
        ) : null}
        <title>{title}</title>
        <meta name="description" content={description} />
        {unlisted ? <meta name="robots" content="noindex" /> : null}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="readme-forge" />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <meta property="og:image" content={`${origin}/card.png`} />
        <meta name="twitter:card" content="summary_large_image" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f3ec" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161310" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="preload" href={ASSETS.font} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={ASSETS.style} />
        {scripts.map((script) => (
          <script type="module" src={script} />
        ))}
      </head>
      <body class={wide ? 'wide' : undefined}>
        <a class="skip" href="#content">
          To the content
        </a>
        <header class="masthead">
          <a class="brand" href="/">
            <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
              <rect width="32" height="32" rx="7" />
              <path d="M9 8h14v3H9zm0 6.5h14v3H9zM9 21h9v3H9z" />
            </svg>
            readme-forge
          </a>
          <nav aria-label="Site">
            <a href="/docs/">API</a>
          </nav>
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <p class="connection" role="alert" data-connection hidden>
          There is no connection. The page goes on by itself when there is one again.
        </p>
      </body>
    </html>
  )
}
