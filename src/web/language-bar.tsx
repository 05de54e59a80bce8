import type { Facts } from '../analysis/facts'

/** Languages with less of the code than this, in percent, are told together. */
const LEAST = 1

/** Shares of the languages as a bar and as words. */
export function LanguageBar({ languages }: Pick<Facts, 'languages'>) {
  const shown = languages.filter(({ percent }) => percent >= LEAST)
  if (!shown.length) return <p class="empty">No code of a known language.</p>
  const rest = 100 - shown.reduce((sum, { percent }) => sum + percent, 0)
  const all = [...shown, ...(rest >= 0.1 ? [{ name: 'Other', percent: rest, color: null }] : [])]
  let from = 0
  return (
    <>
      <svg class="languages" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {all.map(({ percent, color }) => {
          const x = from
          from += percent
          return <rect x={x} y={0} width={Math.max(0, percent - 0.2)} height={4} fill={color ?? '#8f8a83'} />
        })}
      </svg>
      <ul class="legend">
        {all.map(({ name, percent, color }) => (
          <li>
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={color ?? '#8f8a83'} />
            </svg>{' '}
            {name} {percent.toFixed(1)} %
          </li>
        ))}
      </ul>
    </>
  )
}
