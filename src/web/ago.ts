const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
]

/** How long before `now` a time was, in words: `3 minutes ago`. @param iso date and time @param now milliseconds */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
  const [length, name] = UNITS.find(([unit]) => seconds >= unit) ?? []
  if (!length) return 'just now'
  const count = Math.floor(seconds / length)
  return `${count} ${name}${count === 1 ? '' : 's'} ago`
}
