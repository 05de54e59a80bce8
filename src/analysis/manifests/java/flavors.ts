import { lineCounter } from '../../line-numbers'
import { blocks, closing } from './gradle-blocks'

/** A product flavour of an Android module. https://developer.android.com/build/build-variants */
export interface Flavor {
  name: string
  dimension: string | null
  /** The variant of it is what the editor builds when nobody chooses. */
  isDefault: boolean
  line: number
}

const MOST_FLAVORS = 30
/** `create("demo") {`, `register("demo")`, and Groovy's `demo {`. */
const ENTRY =
  /\b(?:create|register|maybeCreate)[ \t]*\([ \t]*["'](\w+)["'][ \t]*\)|^[ \t]*["']?([a-zA-Z]\w*)["']?[ \t]*(?=\{)/gm
/** Words before a bracket that are no flavour's name. */
const CALLS = new Set(['all', 'configureEach', 'forEach', 'each', 'named', 'matching', 'whenObjectAdded', 'if', 'else'])

/** Flavours that a module's script declares, in order; the script is without comments. */
export function productFlavors(text: string): Flavor[] {
  const lineOf = lineCounter(text)
  const found: Flavor[] = []
  for (const { body, at } of blocks(text, 'productFlavors', false)) {
    let from = 0
    for (const match of body.matchAll(ENTRY)) {
      const name = match[1] ?? match[2]!
      if (match.index < from || found.length === MOST_FLAVORS) continue
      const behind = match.index + match[0].length
      const open = body.slice(behind, behind + 20).match(/^\s*\{/)
      const end = open ? closing(body, behind + open[0].length - 1) : behind
      from = end
      if (CALLS.has(name) || found.some((one) => one.name === name)) continue
      const block = body.slice(behind, end)
      found.push({
        name,
        dimension: block.match(/\bdimension(?:[ \t]*=[ \t]*|[ \t]*\(?[ \t]*)["']([\w.-]+)["']/)?.[1] ?? null,
        isDefault: /\bisDefault(?:\.set\(|[ \t]*=[ \t]*|[ \t]+)true/.test(block),
        line: lineOf(at + match.index),
      })
    }
  }
  return found
}

/** The dimensions in the order in which variants name them. */
const dimensionsOf = (text: string): string[] =>
  [...(text.match(/\bflavorDimensions\b[^\n]{0,20}[=(\s][^\n]{0,300}/)?.[0] ?? '').matchAll(/["']([\w.-]+)["']/g)].map(
    (match) => match[1]!,
  )

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** The flavours that one variant is made of: the default, else the first, of each dimension; nothing where there are none. */
export function chosenFlavors(text: string): Flavor[] {
  const flavors = productFlavors(text)
  const named = dimensionsOf(text)
  const dimensions = named.length ? named : [...new Set(flavors.map(({ dimension }) => dimension))]
  return dimensions.flatMap((dimension) => {
    const those = dimensions.length === 1 ? flavors : flavors.filter((one) => one.dimension === dimension)
    return those.find(({ isDefault }) => isDefault) ?? those[0] ?? []
  })
}

/** What a task's name has for these flavours: `FreePlay` of `assembleFreePlayDebug`. */
export const variantName = (flavors: readonly Flavor[]): string => flavors.map(({ name }) => capital(name)).join('')
