import type { Kind } from '../../facts'
import { isFrameworkByDescription } from '../description'
import type { Requirement } from '../manifest-facts'

const SERVERS =
  /^(?:ring\/ring-jetty-adapter|info\.sunng\/ring-jetty9-adapter|http-kit|aleph|io\.pedestal\/.+|luminus-\w+|org\.immutant\/web|ring\/ring-undertow-adapter|.*\/http-kit)$/
const PAGES = /^(?:hiccup|selmer|enlive|rum|reagent|re-frame|thheller\/shadow-cljs|com\.pitch\/uix\.core)$/

/** What a Clojure project is: `program` when something of its own is started, `pages` when it is built for a browser. */
export function clojureKinds(
  requirements: readonly Requirement[],
  { program, published, pages = false }: { program: boolean; published: boolean; pages?: boolean },
  description: string | undefined,
): Kind[] {
  const needs = (pattern: RegExp) => requirements.some(({ name, scope }) => scope === 'runtime' && pattern.test(name))
  const serves = needs(SERVERS)
  if (published || !(program || serves || pages))
    return isFrameworkByDescription(description) ? ['library', 'framework'] : ['library']
  if (pages) return ['web-app']
  if (!serves) return ['cli']
  return [needs(PAGES) ? 'web-app' : 'service']
}
