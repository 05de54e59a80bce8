import { lint as markdownlint } from 'markdownlint/sync'

/** What markdownlint says of a README: all of its rules but the one on line length, HTML nowhere. */
export function lint(markdown: string): string[] {
  const found = markdownlint({ strings: { readme: markdown }, config: { default: true, MD013: false } }).readme ?? []
  return found.map(
    ({ lineNumber, ruleNames, errorDetail, errorContext }) =>
      `${lineNumber} ${ruleNames[0]} ${errorDetail ?? ''} ${errorContext ?? ''}`,
  )
}
