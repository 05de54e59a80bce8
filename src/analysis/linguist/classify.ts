import type { Head } from './head'
import { languagesByContent } from './heuristics'
import { languageByModeline } from './modeline'
import { extensionsOf, isManualPage, languagesByExtension, languagesByFilename } from './names'
import { type Language, registry } from './registry'
import { interpreterOf } from './shebang'
import { languageBySign } from './signs'

type Languages = readonly Language[]

/** Those of `before` that `found` names too; either where the other says nothing. */
function narrowed(before: Languages, found: Languages): Languages {
  if (!before.length) return found
  const both = before.filter((language) => found.includes(language))
  return both.length ? both : before
}

/** Languages that the name alone allows: by file name, else by extension. */
export function languagesByName(path: string): Languages {
  const named = languagesByFilename(path)
  return named.length === 1 ? named : narrowed(named, languagesByExtension(path))
}

/**
 * Linguist's strategies in its order, as far as the head was read: modeline, file name, shebang, extension, XML,
 * manual page, heuristics; then our own signs. One language when they decide, several when only its classifier would, none when the
 * file is of no language.
 */
export function classify(path: string, head: Head | null): Languages {
  const { byInterpreter, byName } = registry()
  const named = (name: string) => {
    const language = byName.get(name)
    return language ? [language] : []
  }
  const modeline = head && languageByModeline(head)
  if (modeline) return [modeline]

  let found: Languages = languagesByFilename(path)
  if (found.length === 1) return found
  const interpreter = head && interpreterOf(head.text)
  if (interpreter) {
    found = narrowed(found, byInterpreter.get(interpreter) ?? [])
    if (found.length === 1) return found
  }
  found = narrowed(found, languagesByExtension(path))
  // Node.js takes types from files with TypeScript's extensions only, whichever of its languages Linguist's classifier would say.
  if (interpreter === 'node') found = found.filter(({ name }) => name !== 'TypeScript' || found.length === 1)
  if (found.length === 1) return found
  if (!found.length && head && /xml version=/.test(head.text.split('\n', 2).join('\n'))) return named('XML')
  if (!found.length && isManualPage(path)) found = [...named('Roff Manpage'), ...named('Roff')]
  if (!head) return found
  const extensions = extensionsOf(path)
  const ruled = languagesByContent(extensions, head)
  if (ruled.length) found = ruled
  const language = found.length > 1 && languageBySign(found, extensions, head)
  return language ? [language] : found
}
