/** A value of an INI file with the line of its key. Continuation lines are joined with line ends. */
export interface IniValue {
  value: string
  line: number
}
export type Ini = Map<string, Map<string, IniValue>>

/**
 * Reads INI as Python's configparser does (setup.cfg, tox.ini, .flake8): `key = value` or `key: value`, indented lines
 * continue the value above, `#` and `;` at a line's start are comments. Broken lines are passed over.
 */
export function parseIni(text: string): Ini {
  const ini: Ini = new Map()
  let section: Map<string, IniValue> | undefined
  let last: IniValue | undefined
  text.split('\n').forEach((raw, index) => {
    const line = raw.trimEnd()
    if (line === '' || /^\s*[#;]/.test(line)) return
    const header = line.match(/^\[([^\]]+)\]/)
    if (header) {
      const name = header[1]!.trim()
      section = ini.get(name) ?? new Map()
      ini.set(name, section)
      last = undefined
    } else if (/^\s/.test(line) && last) {
      last.value += `\n${line.trim()}`
    } else {
      const equals = line.search(/[=:]/)
      if (!section || equals < 1) return
      last = { value: line.slice(equals + 1).trim(), line: index + 1 }
      section.set(line.slice(0, equals).trim().toLowerCase().replaceAll('-', '_'), last)
    }
  })
  return ini
}

/** The lines of a list value, comments at their ends removed. */
export const iniList = (value: IniValue | undefined): string[] =>
  (value?.value ?? '')
    .split('\n')
    .map((line) => line.replace(/\s#.*$/, '').trim())
    .filter(Boolean)
