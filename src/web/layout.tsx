import type { Child } from 'hono/jsx'

/** Every page: head, masthead, main. `refresh` reloads the page after that many seconds. */
export function Layout({ title, refresh, children }: { title: string; refresh?: number; children?: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refresh ? <meta http-equiv="refresh" content={String(refresh)} /> : null}
        <title>{title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <a href="/">readme-forge</a>
          <nav>
            <a href="/docs/">API</a>
          </nav>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
