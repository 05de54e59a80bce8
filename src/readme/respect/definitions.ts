import type { Unit } from './human-sections'

/** The link and footnote definitions of an existing README, by label as CommonMark compares labels. */
export interface Definitions {
  target(label: string): string | undefined
  /** Definitions whose labels stand in this text, in their order, those that footnotes use in turn included. */
  usedIn(text: string): Unit[]
}

const DEFINITION = /^ {0,3}\[((?:[^[\]\\]|\\.){1,999})\]:[ \t]*(?:<([^<>\n]{0,1000})>|(\S{1,1000}))?/
/** A label that is not the words of a link with its own target, or of another label; code is passed over. */
const LABEL = /(`{1,3})(?!`)[^`\n]{0,300}\[[^`\n]{0,300}\1(?!`)|\[((?:[^[\]\\]|\\.){1,300})\](?![(:]|\[[^\]])/g

const labelOf = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase()

export function definitionsOf(lines: readonly string[], units: readonly Unit[]): Definitions {
  const found = new Map<string, { unit: Unit; target: string }>()
  for (const unit of units) {
    const [, label, quoted, plain] = `${lines[unit.first]} ${lines[unit.first + 1] ?? ''}`.match(DEFINITION) ?? []
    if (label === undefined || found.has(labelOf(label))) continue
    found.set(labelOf(label), { unit, target: quoted ?? plain ?? '' })
  }
  const direct = (text: string) =>
    [...text.matchAll(LABEL)].flatMap(([, , label]) =>
      label === undefined ? [] : (found.get(labelOf(label))?.unit ?? []),
    )
  return {
    target: (label) => found.get(labelOf(label))?.target,
    usedIn(text) {
      const used = new Set(direct(text))
      for (const unit of used)
        for (const next of direct(
          lines
            .slice(unit.first, unit.last + 1)
            .join('\n')
            .replace(DEFINITION, ''),
        ))
          used.add(next)
      return [...used].toSorted((a, b) => a.first - b.first)
    },
  }
}
