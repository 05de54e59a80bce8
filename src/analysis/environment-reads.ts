import { CONFIG_FOLDER, type EnvironmentRead, READS, SPRING } from './environment-patterns'
import { inRemark } from './environment-remarks'
import { CODE, namesEnvironment, rowsFor, UNNAMED } from './environment-rows'
import { declaredSettings } from './environment-schemas'
import { lineCounter } from './line-numbers'

const CONFIGURATION = new Set(['properties', 'yml', 'yaml', 'conf'])
export const READ_EXTENSIONS: readonly string[] = [...CODE, ...CONFIGURATION, 'eex', 'edn']

/** The environment of a Mix release, and Clojure's configuration by Aero. */
const SETTINGS_BY_NAME =
  /(?:^|\/)env\.sh\.eex$|(?:^|\/)(?:resources|config)\/(?:[\w-]+\/)?(?:config|system|settings)\.edn$|^config\.edn$/
/** What makes of the number before it the first part of a sum. */
const OPERATOR = /^\s{0,3}(?:[*+/%]|-\s{0,3}\d|<<|\.\d)/
/** Does the environment get read in files of this name's kind at all? */
export function mayRead(path: string): boolean {
  const extension = path.slice(path.lastIndexOf('.') + 1)
  if (extension === 'eex' || extension === 'edn') return SETTINGS_BY_NAME.test(path)
  return CODE.has(extension) || (CONFIGURATION.has(extension) && (SPRING.test(path) || CONFIG_FOLDER.test(path)))
}

const waysFor = rowsFor(READS)

/**
 * Every read in a file's text, and the fields of its settings. Constant time per character: a word is looked for before its pattern is tried.
 * @param named does the text name the environment?
 */
export function environmentReads(path: string, text: string, named = namesEnvironment(text)): EnvironmentRead[] {
  const direct = waysFor(path)
    .filter(({ word }) => (named || UNNAMED.has(word)) && text.includes(word))
    .flatMap(({ read, required, bundled, declared }) => {
      const lineOf = lineCounter(text)
      return [...text.matchAll(read)].flatMap((match) => {
        const { name, fallback, number, block, plain } = match.groups ?? {}
        // `60 * 60` is not 60.
        const isTerm = OPERATOR.test(text.slice(match.index + match[0].length, match.index + match[0].length + 8))
        const given = fallback ?? (isTerm ? undefined : (number ?? block ?? plain))
        if (!name || inRemark(path, text, match.index)) return []
        return [
          {
            name,
            ...(given !== undefined && { fallback: given }),
            ...(required && { required }),
            ...(bundled && { bundled }),
            ...(declared && { declared }),
            line: lineOf(match.index),
          },
        ]
      })
    })
  return [...direct, ...declaredSettings(path, text, named)]
}
