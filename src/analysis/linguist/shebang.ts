/**
 * The interpreter that a `#!` line names: past `env`, its options and variables, without a version's last part;
 * for the `exec tool "$0" "$@"` idiom of shell scripts, that tool. `null` where there is none.
 */
export function interpreterOf(text: string): string | null {
  if (!text.startsWith('#!')) return null
  const lines = text.slice(0, 2000).split('\n', 5)
  const words = lines[0]!.slice(2).trim().split(/\s+/)
  let script = words[0]?.split('/').at(-1)
  if (script === 'env') script = words.slice(1).find((word) => !word.startsWith('-') && !/\S=\S/.test(word))
  if (!script) return null
  script = script.replace(/\.\d+$/, '')
  if (script === 'sh') {
    for (const line of lines) {
      const other = /exec (\w+)[\s"']+\$0[\s"']+\$@/.exec(line)
      if (other) script = other[1]!
    }
  }
  if (script === 'osascript' && /\s-l\b/.test(lines[0]!)) return null
  return script.slice(script.lastIndexOf('/') + 1)
}
