/** `$name`, `${name}` and `${rootProject.name}` of a version text; `null` when one is not known. */
export function interpolated(value: string, properties: ReadonlyMap<string, string>): string | null {
  let open = false
  const out = value.replace(/\$\{?((?:[\w]+\.)*)(\w+)\}?/g, (_, __: string, name: string) => {
    const known = properties.get(name)
    open ||= known === undefined
    return known ?? ''
  })
  return open || out.includes('$') ? null : out
}

/** Versions that scripts and gradle.properties give to names: `ext.foo = '1'`, `val foo = "1"`, `foo=1`. */
export function versionNames(texts: readonly string[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const text of texts)
    for (const match of text.matchAll(
      /^[ \t]*(?:(?:def|val|var|String|int|set)\s+|(?:ext|extra|project\.ext)\.)?(\w+)[ \t]*[=:][ \t]*(?:["']([^"'\n$]{1,60})["']|(\d+(?:\.\d+)?)[ \t]*$)/gm,
    ))
      if (!names.has(match[1]!)) names.set(match[1]!, match[2] ?? match[3]!)
  return names
}
