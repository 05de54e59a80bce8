/**
 * Keeps the texts that were asked for first, up to a number of characters together, and of the others the last one: a project's files are
 * held as bytes already, and all of them a second time as text would double that. Detectors go through the files again and again in the
 * same order, so that of too many texts the last ones that were asked for are the ones that nobody asks for next.
 * @param read gives the text of a path, `null` for none; asked again for one that was not kept
 */
export function keptTexts(
  read: (path: string) => string | null,
  mostCharacters: number,
): (path: string) => string | null {
  const texts = new Map<string, string | null>()
  let characters = 0
  let last: { path: string; text: string | null } | undefined
  return (path) => {
    const known = texts.get(path)
    if (known !== undefined) return known
    if (last?.path === path) return last.text
    const text = read(path)
    const more = text?.length ?? 0
    if (characters + more <= mostCharacters) {
      characters += more
      texts.set(path, text)
    } else last = { path, text }
    return text
  }
}
