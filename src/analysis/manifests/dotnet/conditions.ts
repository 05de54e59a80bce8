/** Properties of one build: their values are not known from the files. */
const OF_A_BUILD =
  /^(?:os|configuration|platform|targetframework|targetframeworkidentifier|targetframeworkversion|targetplatformidentifier|runtimeidentifier|msbuildruntimetype|visualstudioversion|buildinginsidevisualstudio|ci|continuousintegrationbuild|github_actions|designtimebuild|solutiondir|solutionname)$/
const LONGEST = 1_000

/** Values by property in lower case; `undefined` for one that nothing sets. */
export type Properties = (name: string) => string | undefined

/** Entities that project files write. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
])
export const decoded = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES.get(entity) ?? entity)

/**
 * A text with its `$(Property)` replaced, once; what calls functions or is of one build stays as it stands.
 * https://learn.microsoft.com/visualstudio/msbuild/msbuild-properties
 */
export function expanded(text: string, properties: Properties): string {
  return text.slice(0, LONGEST).replace(/\$\(([\w.-]+)\)/g, (whole, name: string) => {
    const key = name.toLowerCase()
    return OF_A_BUILD.test(key) ? whole : (properties(key) ?? '')
  })
}

/** `$(Name.EndsWith('x'))` of a property that is known. */
function call(term: string, properties: Properties): boolean | null {
  const [, name, verb, argument] =
    term.match(/^'?\$\((\w+)\.(EndsWith|StartsWith|Contains)\(["']([^"']*)["'](?:, ?StringComparison\.\w+)?\)\)'?$/i) ??
    []
  const value = name && !OF_A_BUILD.test(name.toLowerCase()) ? properties(name.toLowerCase()) : undefined
  if (value === undefined || verb === undefined || argument === undefined) return null
  if (/^ends/i.test(verb)) return value.endsWith(argument)
  return /^starts/i.test(verb) ? value.startsWith(argument) : value.includes(argument)
}

function single(term: string, properties: Properties): boolean | null {
  const bare = term
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim()
  const negated = bare.match(/^!\s*(.+)$/s)?.[1]
  if (negated !== undefined) {
    const inner = single(negated, properties)
    return inner === null ? null : !inner
  }
  const compared = bare.match(/^(.{1,300}?)\s*(==|!=)\s*(.{1,300})$/s)
  if (!compared) return call(bare, properties)
  const [left, right] = [compared[1]!, compared[3]!].map((side) => {
    const said = call(side.trim(), properties)
    return said === null ? expanded(side.trim().replace(/^'(.*)'$/s, '$1'), properties).toLowerCase() : String(said)
  }) as [string, string]
  if (/\$\(|@\(|%\(/.test(left + right)) return null
  return (left === right) === (compared[2] === '==')
}

/**
 * Does an MSBuild condition hold? `null` where that depends on the build or goes beyond comparisons joined by `and` and `or`.
 * https://learn.microsoft.com/visualstudio/msbuild/msbuild-conditions
 */
export function holds(condition: string, properties: Properties): boolean | null {
  const text = decoded(condition.trim())
  if (text === '') return true
  if (text.length > LONGEST) return null
  const alternatives = text.split(/\s+or\s+/i).map((all) => {
    const terms = all.split(/\s+and\s+/i).map((term) => single(term, properties))
    return terms.includes(false) ? false : terms.includes(null) ? null : true
  })
  return alternatives.includes(true) ? true : alternatives.includes(null) ? null : false
}
