/**
 * Keeps the texts that were asked for last, up to a number of characters together: a project's files are held as bytes
 * already, and all of them a second time as text would double that.
 * @param read gives the text of a path, `null` for none; asked again for one that was let go
 */
export function recentTexts(
  read: (path: string) => string | null,
  mostCharacters: number,
): (path: string) => string | null {
  const texts = new Map<string, string | null>()
  let characters = 0
  return (path) => {
    const known = texts.get(path)
    if (known !== undefined) {
      texts.delete(path)
      texts.set(path, known)
      return known
    }
    const text = read(path)
    texts.set(path, text)
    characters += text?.length ?? 0
    for (const [oldest, old] of texts) {
      if (characters <= mostCharacters || oldest === path) break
      characters -= old?.length ?? 0
      texts.delete(oldest)
    }
    return text
  }
}
