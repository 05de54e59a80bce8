/** What importing a module without naming anything gives: how the source calls it, and whether it has a value at all. */
export interface DefaultExport {
  /** Its name in the source, where it has one that a reader may take over. */
  local: string | null
  /** `interface` stands in types only. */
  kind: 'default' | 'interface'
  /** The module is CommonJS: `module.exports = …`. */
  commonjs: boolean
  /** Offset of the statement in the text. */
  offset: number
}

const NAMED =
  /^export\s+default\s+(?:abstract\s+)?(?:async\s+)?(interface|class|function\b\s*\*?)\s*(?!extends\b|implements\b)([A-Za-z_$][\w$]*)?/m
const VALUE = /^export\s+default\s+(?:([A-Za-z_$][\w$]*)[ \t]*(?:;|$|as\s|satisfies\s))?/m
const LISTED = /^export\s*\{[^}]{0,9000}?(?:^|[{,\s])(?:([A-Za-z_$][\w$]*)\s+as\s+)?default\s*(?=[,}])/m
/** TypeScript's way to write `module.exports = x`. */
const ASSIGNED = /^export\s*=\s*([A-Za-z_$][\w$]*)?/m
const COMMONJS =
  /^(?:exports\s*=\s*)?module\.exports\s*=\s*(?:exports\s*=\s*)?(?!\s|exports\b|[{=]|require\(['"]\.)(?:(?:async\s+)?(?:class|function)\b\s*\*?\s*(?!extends\b)([A-Za-z_$][\w$]*)?|([A-Za-z_$][\w$]*)[ \t]*(?:;|$))?/m

/** Names that a bundler or a habit gives, and that say nothing to whoever imports. */
const EMPTY = /^(?:_.*|default|exports|module|index|main|lib|fn|self|undefined|null|async|function|class|new|require)$/
const told = (name: string | undefined) => (name && !EMPTY.test(name) ? name : null)

/** The default export of a module's text (comments blanked), ECMAScript's before CommonJS's; `null` without one. */
export function defaultExport(text: string): DefaultExport | null {
  const named = NAMED.exec(text)
  if (named) {
    const kind = named[1] === 'interface' ? 'interface' : 'default'
    return { local: told(named[2]), kind, commonjs: false, offset: named.index }
  }
  const value = VALUE.exec(text) ?? LISTED.exec(text)
  if (value) return { local: told(value[1]), kind: 'default', commonjs: false, offset: value.index }
  const assigned = ASSIGNED.exec(text)
  if (assigned) return { local: told(assigned[1]), kind: 'default', commonjs: true, offset: assigned.index }
  const common = COMMONJS.exec(text)
  return common && { local: told(common[1] ?? common[2]), kind: 'default', commonjs: true, offset: common.index }
}
