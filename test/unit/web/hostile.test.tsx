import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/analysis/facts'
import { changesOf } from '../../../src/web/changes'
import { ChangesPage } from '../../../src/web/changes-page'
import { EditPage } from '../../../src/web/edit-page'
import { FactsPage } from '../../../src/web/facts-page'
import { FindingsPage } from '../../../src/web/findings-page'
import { HomePage } from '../../../src/web/home-page'
import { JobPage } from '../../../src/web/job-page'
import { ProblemPage } from '../../../src/web/problem-page'
import type { ShownJob } from '../../../src/web/shown-job'
import { djangoSite, monorepo } from '../readme/fixtures'

/* Whatever a stranger's repository or request says stays text on every page: it makes no element and no attribute. */

const HOSTILE = `"'><img src=x onerror=ran()></textarea></title></script><script>ran()</script><!--`

/** The same value with every string in it hostile, but for addresses, which our table of hosts makes. */
function poisoned<T>(value: T): T {
  if (typeof value === 'string') return (/^https?:/.test(value) ? value : value + HOSTILE) as T
  if (Array.isArray(value)) return value.map(poisoned) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one)])) as T
}

const origin = 'https://forge.example'
const url = 'https://github.com/acme/lamp'
const job = (changes: Partial<ShownJob> = {}): ShownJob => ({
  id: '00000000-0000-4000-8000-000000000000',
  status: 'completed',
  repository: { name: HOSTILE, url },
  commit: { id: 'c0ffee1', url },
  stage: null,
  percent: 100,
  attempt: 1,
  run: 1,
  error: null,
  mode: 'fresh',
  updated: '2026-01-01T00:00:00Z',
  isPrivate: true,
  hasOwner: true,
  isTheirs: true,
  ...changes,
})
const place = (path: string, line?: number) => ({ path, line, url })
const lines = HOSTILE.split('<').map((text) => ({ text, by: 'readme' as const, places: [place(HOSTILE, 1)] }))
const report = poisoned({
  mode: 'fresh' as const,
  readme: 'README.md',
  checked: { path: 1 },
  drift: [{ kind: 'path' as const, line: 1, claim: 'a', message: 'b', sources: [{ path: 'c', line: 1 }] }],
  kept: [{ what: 'prose' as const, heading: 'd', from: { first: 1, last: 2 } }],
  left: [{ heading: null, from: { first: 1, last: 2 }, why: 'too_long' as const, message: 'e' }],
  regions: [{ id: 'usage', outcome: 'edited' as const, line: 1, proposed: 'f' }],
  offered: [{ id: 'license', heading: 'g', after: 1, markdown: 'h' }],
  model: {
    ...{ provider: 'openai', model: 'i', outcome: 'unchanged' as const, why: 'j', passages: ['k'] },
    dropped: [{ passage: 'l', text: 'm', why: 'not_backed' as const, words: ['n'] }],
  },
})
const facts = (given: Facts) => poisoned(given)
const failure = { code: 'internal', message: HOSTILE, retryable: true }

const PAGES: Record<string, Child> = {
  home: (
    <HomePage
      values={{ url: HOSTILE, ref: HOSTILE, subdirectory: HOSTILE }}
      problem={HOSTILE}
      archiveProblem={HOSTILE}
      recent={[{ id: 'a', repository: HOSTILE, status: 'failed', created: '2026-01-01T00:00:00Z' }]}
      takesTokens
      hasOwners
      hasModel
      origin={origin}
      now={0}
    />
  ),
  problem: <ProblemPage title={HOSTILE} detail={HOSTILE} help={HOSTILE} />,
  readme: <JobPage job={job()} lines={lines} origin={origin} />,
  failed: <JobPage job={job({ status: 'failed', error: failure })} lines={[]} origin={origin} />,
  waiting: <JobPage job={job({ status: 'pending', error: failure, commit: null })} lines={[]} origin={origin} />,
  edit: <EditPage job={job()} markdown={HOSTILE} etag="e" most={1} origin={origin} />,
  changes: (
    <ChangesPage job={job()} path={HOSTILE} hunks={changesOf(`a\n${HOSTILE}`, `b\n${HOSTILE} c`)} origin={origin} />
  ),
  findings: (
    <FindingsPage
      job={job()}
      report={report}
      warnings={[{ code: 'x', message: HOSTILE, sources: [{ path: HOSTILE }] }]}
      place={place}
      origin={origin}
    />
  ),
  'facts of a site': <FactsPage job={job()} facts={facts(djangoSite)} place={place} origin={origin} />,
  'facts of a monorepo': <FactsPage job={job()} facts={facts(monorepo)} place={place} origin={origin} />,
}

function elements(node: Root | Element): Element[] {
  return node.children.flatMap((child) => (child.type === 'element' ? [child, ...elements(child)] : []))
}

describe.each(Object.entries(PAGES))('%s', (_name, page) => {
  it('has no element and no attribute but ours', async () => {
    const written = String(await html`<!doctype html>${page}`)
    expect(written).toContain('&lt;img src=x')
    for (const { tagName, properties } of elements(fromHtml(written))) {
      expect(tagName).not.toBe('img')
      if (tagName === 'script') expect(properties.src).toMatch(/^\/built\/[\w-]+\.js$/)
      for (const [name, value] of Object.entries(properties)) {
        expect(name).not.toMatch(/^(?:on|style|srcDoc)/)
        if (/^(?:href|src|action|formAction)$/.test(name))
          expect(String(value)).toMatch(/^(?:\/(?!\/)|https:|#content$)/)
      }
    }
  })
})
