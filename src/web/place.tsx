import type { ShownPlace } from './shown-job'

/** A file and line as a link to its page on the host. */
export function Place({ path, line, url }: ShownPlace) {
  const words = line ? `${path}:${line}` : path
  return url ? (
    <a class="place" href={url}>
      {words}
    </a>
  ) : (
    <span class="place">{words}</span>
  )
}

/** Places in a row: the first ones, and the others folded away. */
export function Places({ places, shown = 1 }: { places: readonly ShownPlace[]; shown?: number }) {
  if (!places.length) return null
  const more = places.slice(shown)
  return (
    <span class="places">
      {places.slice(0, shown).map((place) => (
        <Place {...place} />
      ))}
      {more.length ? (
        <details>
          <summary>
            +{more.length}
            <span class="unseen"> more files</span>
          </summary>
          <ul>
            {more.map((place) => (
              <li>
                <Place {...place} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </span>
  )
}
