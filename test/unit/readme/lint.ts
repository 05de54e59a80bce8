import type { Configuration } from 'markdownlint'
import { lint as markdownlint } from 'markdownlint/sync'

function found(markdown: string, config: Configuration): string[] {
  const issues = markdownlint({ strings: { readme: markdown }, config }).readme ?? []
  return issues.map(
    ({ lineNumber, ruleNames, errorDetail, errorContext }) =>
      `${lineNumber} ${ruleNames[0]} ${errorDetail ?? ''} ${errorContext ?? ''}`,
  )
}

/** What markdownlint says of what we write: all of its rules but the one on line length, HTML nowhere. */
export const lint = (markdown: string): string[] => found(markdown, { default: true, MD013: false })

const RULES =
  'MD001 MD022 MD024 MD025 MD026 MD031 MD032 MD034 MD040 MD041 MD042 MD045 MD047 MD051 MD052 MD053 MD055 MD056 MD058 MD059'

/** What it says of a README that also holds a person's words, whose style is theirs: the rules that keep a document whole. */
export const breaches = (markdown: string): string[] =>
  found(markdown, {
    default: false,
    ...Object.fromEntries(RULES.split(' ').map((rule) => [rule, true])),
    MD033: { allowed_elements: ['details', 'summary', 'picture', 'source', 'img'] },
  })
