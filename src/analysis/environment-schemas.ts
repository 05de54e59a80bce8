import type { EnvironmentRead } from './environment-patterns'
import { inRemark } from './environment-remarks'
import { rowsFor, UNNAMED } from './environment-rows'
import { lineCounter } from './line-numbers'

interface Found {
  name: string
  index: number
  fallback?: string | undefined
  description?: string | undefined
  required?: boolean
}

const SCREAMING = /^[A-Z][A-Z0-9_]{2,80}$/
/** A literal behind `.default(` or `default:` of a schema's field. */
const DEFAULT =
  /(?:\.default\(|\.catch\(|\b(?:dev)?[dD]efault:)\s{0,9}(?:["'](?<text>[^"'\n]{0,100})["']|(?<plain>\d{1,9}|true|false)\b)/

/** `const { PORT = '3000' } = process.env`. */
function* destructured(text: string): Iterable<Found> {
  for (const block of text.matchAll(/\{([^{}]{1,1000})\}\s{0,9}=\s{0,9}(?:process|import\.meta|Bun)\.env\b(?![.[])/g))
    for (const one of block[1]!.matchAll(
      /(?:^|,)\s{0,80}([A-Za-z_]\w{0,80})(?:\s{0,9}:\s{0,9}\w+)?(?:\s{0,9}=\s{0,9}["']([^"'\n]{0,100})["'])?/g,
    ))
      yield { name: one[1]!, index: block.index + 1 + one.index, fallback: one[2] }
}

/** Fields of a zod, valibot, Joi, TypeBox or envalid schema in a file that checks the environment with it. */
function* validated(text: string): Iterable<Found> {
  if (!/\b(?:process\.env|import\.meta\.env|createEnv\(|cleanEnv\(|runtimeEnv)\b/.test(text)) return
  for (const field of text.matchAll(
    /^[ \t]{1,40}(\w{3,80})\s{0,3}:\s{0,3}(?:z|v|s|Joi|joi|yup|Type|t|S)\s{0,40}\.\w|^[ \t]{1,40}(\w{3,80})\s{0,3}:\s{0,3}(?:str|bool|num|port|url|email|host|json)\(/gm,
  )) {
    const name = field[1] ?? field[2]!
    if (!SCREAMING.test(name)) continue
    const rest = text.slice(field.index + field[0].length, field.index + field[0].length + 300)
    const own = rest.slice(0, rest.search(/\n[ \t]{1,40}\w+\s{0,3}:|\n[ \t]{0,40}\}/) + 1 || 300)
    const { text: written, plain } = own.match(DEFAULT)?.groups ?? {}
    yield { name, index: field.index + field[0].indexOf(name), fallback: written ?? plain }
  }
}

/** Fields of pydantic's settings: each is a variable by its name, behind the prefix of its class. https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
function* settingsClasses(text: string): Iterable<Found> {
  const bases = new Set(['BaseSettings'])
  for (const head of text.matchAll(/^class (\w{1,80})\(([^()\n]{1,200})\):[^\n]*\n/gm)) {
    if (!head[2]!.split(',').some((base) => bases.has(base.trim().split('.').at(-1) ?? ''))) continue
    bases.add(head[1]!)
    const start = head.index + head[0].length
    const end = text.slice(start).search(/^\S/m)
    const body = end === -1 ? text.slice(start) : text.slice(start, start + end)
    const prefix = body.match(/\benv_prefix\s{0,3}=\s{0,3}["'](\w{0,40})["']/)?.[1] ?? ''
    for (const field of body.matchAll(
      /^ {4}([A-Za-z]\w{1,80})\s{0,3}:\s{0,3}(?!ClassVar)([^=\n]{1,100})(?:=\s{0,3}(?:["']([^"'\n]{0,100})["']|(\d{1,9}|True|False)\b(?!\s{0,3}(?:[*+/%.-]|<<))|([^\n]{1,200})))?/gm,
    )) {
      const [, name = '', type = '', written, plain, made = ''] = field
      if (/^(?:model_config|Config)$/.test(name) || /^\s*(?:ClassVar|SettingsConfigDict)/.test(type)) continue
      const given = made.match(/\b(?:env|alias|validation_alias)\s{0,3}=\s{0,3}["']([A-Za-z]\w{1,80})["']/)?.[1]
      const literal = made.match(
        /^Field\(\s{0,9}(?:default\s{0,3}=\s{0,3})?(?:["']([^"'\n]{0,100})["']|(\d{1,9}|True|False)\b)/,
      )
      yield {
        name: (given ?? `${prefix}${name}`).toUpperCase(),
        index: start + field.index + 4,
        fallback: written ?? plain ?? literal?.[1] ?? literal?.[2],
        // `NAME: str` alone: without it the class cannot be made.
        required: !field[0].includes('=') && !/\b(?:None|Optional)\b/.test(type),
      }
    }
  }
}

/** Options of clap that are read from a variable with the field's own name. */
function* clapFields(text: string): Iterable<Found> {
  for (const field of text.matchAll(
    /#\[(?:arg|clap|structopt)\(([^\]\n]{0,200})\)\]\s{0,80}(?:(?:\/\/[^\n]{0,200}|#\[[^\]\n]{0,200}\])\s{0,80}){0,4}(?:pub(?:\([^)\n]{0,20}\))?\s{1,9})?([a-z]\w{1,60})\s{0,9}:/g,
  )) {
    if (!/\benv\b(?!\s{0,9}[=(])/.test(field[1]!)) continue
    const fallback = field[1]!.match(
      /\bdefault_value(?:_t)?\s{0,3}=\s{0,3}(?:"([^"\n]{0,100})"|(\d{1,9}|true|false)\b)/,
    )
    yield { name: field[2]!.toUpperCase(), index: field.index, fallback: fallback?.[1] ?? fallback?.[2] }
  }
}

/** `LogLevel` as `LOG_LEVEL`, `DBHost` as `DB_HOST`. */
const screaming = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toUpperCase()

/** Fields that kelseyhightower/envconfig fills, and variables that Viper is bound to. */
function* goSettings(text: string): Iterable<Found> {
  const envconfig = text.match(/\benvconfig\.(?:Must)?Process\(\s{0,9}"(\w{0,40})"/)?.[1]
  const prefix = envconfig ? `${envconfig.toUpperCase()}_` : ''
  for (const field of text.matchAll(
    /^[ \t]{1,20}([A-Z]\w{0,60})[ \t]{1,40}[\w.[\]*]{1,60}[ \t]{1,40}`([^`\n]{1,300})`/gm,
  )) {
    const tag = field[2]!.match(/\benvconfig:"(\w{1,80})(?:,[^"]{0,40})?"/)?.[1]
    const split = envconfig !== undefined && field[2]!.includes('split_words:"true"')
    if (!tag && !split) continue
    const fallback = field[2]!.match(/\bdefault:"([^"\n]{0,100})"/)?.[1]
    yield { name: `${prefix}${(tag ?? screaming(field[1]!)).toUpperCase()}`, index: field.index, fallback }
  }
  const bound = text.match(/\bSetEnvPrefix\(\s{0,9}"(\w{1,40})"/)?.[1]?.toUpperCase()
  const replaces = text.includes('SetEnvKeyReplacer(')
  for (const call of text.matchAll(
    /\.(?:Must)?BindEnv\(\s{0,9}"([\w.-]{1,80})"(?:\s{0,9},\s{0,9}"(\w{1,80})")?\s{0,9}[,)]/g,
  )) {
    const key = call[1]!
    if (!call[2] && /[.-]/.test(key) && !replaces) continue
    yield {
      name: call[2] ?? [...(bound ? [bound] : []), key.toUpperCase().replace(/[.-]/g, '_')].join('_'),
      index: call.index,
    }
  }
}

/** Keys by which a program shows that it serves: it is configured by its environment, where a command line is by its flags. */
const SERVES = /(?:^|[._-])(?:port|addr|address|listen|bind|dsn)$/

/** Flags of pflag with their defaults and usage, which a key that Viper binds to the flag of its name shares. https://github.com/spf13/viper#working-with-flags */
function flagsOf(text: string): Map<string, { fallback: string | undefined; description: string }> {
  const found = new Map<string, { fallback: string | undefined; description: string }>()
  if (!text.includes('BindPFlag')) return found
  for (const flag of text.matchAll(
    /lags\(\)\.[A-Z]\w{2,20}\(\s{0,9}"([\w.-]{1,80})",\s{0,9}(?:"\w",\s{0,9})?(?:"([^"\n]{0,100})"|(\d{1,9}|true|false)|[\w.{}[\]]{1,60}),\s{0,9}"([^"\n]{0,200})"\s{0,9},?\s{0,9}\)/g,
  ))
    if (!found.has(flag[1]!)) found.set(flag[1]!, { fallback: flag[2] ?? flag[3], description: flag[4]! })
  for (const old of text.matchAll(/MarkDeprecated\(\s{0,9}"([\w.-]{1,80})",\s{0,9}"([^"\n]{0,200})"/g)) {
    const known = found.get(old[1]!)
    if (known) known.description = `Deprecated: ${old[2]!}`
  }
  return found
}

/** Keys that Viper looks up in the environment by itself, of a server. https://github.com/spf13/viper#working-with-environment-variables */
function* automatic(text: string): Iterable<Found> {
  const prefix = text.match(/\bSetEnvPrefix\(\s{0,9}"(\w{1,40})"/)?.[1]?.toUpperCase()
  if (!prefix || !text.includes('AutomaticEnv()')) return
  const replaces = text.includes('SetEnvKeyReplacer(')
  const keys = [
    ...text.matchAll(
      /\bviper\.(?:SetDefault|BindPFlag|Get\w{0,20})\(\s{0,9}"([\w.-]{1,80})"(?:\s{0,9},\s{0,9}(?:"([^"\n]{0,100})"|(\d{1,9}|true|false)\b))?/g,
    ),
  ]
  if (!keys.some((key) => SERVES.test(key[1]!))) return
  const flags = flagsOf(text)
  for (const key of keys)
    if (replaces || !/[.-]/.test(key[1]!)) {
      const flag = flags.get(key[1]!)
      yield {
        name: `${prefix}_${key[1]!.toUpperCase().replace(/[.-]/g, '_')}`,
        index: key.index,
        fallback: key[2] ?? key[3] ?? flag?.fallback,
        description: flag?.description,
      }
    }
}

const SCHEMAS: readonly { files: RegExp; word: string; find: (text: string) => Iterable<Found> }[] = [
  { files: /\.(?:[cm]?[jt]s|tsx|jsx|vue|svelte)$/, word: '.env', find: destructured },
  { files: /\.[cm]?[jt]s$/, word: 'nv', find: validated },
  { files: /\.py$/, word: 'BaseSettings', find: settingsClasses },
  { files: /\.rs$/, word: 'env', find: clapFields },
  { files: /\.go$/, word: 'nv', find: goSettings },
  { files: /\.go$/, word: 'AutomaticEnv', find: automatic },
]

const schemasFor = rowsFor(SCHEMAS)

/**
 * Variables that a file declares as the fields of its settings, each with what the declaration falls back to.
 * @param named does the text name the environment?
 */
export function declaredSettings(path: string, text: string, named: boolean): EnvironmentRead[] {
  return schemasFor(path).flatMap(({ word, find }) => {
    if (!((named || UNNAMED.has(word)) && text.includes(word))) return []
    const lineOf = lineCounter(text)
    return [...find(text)].flatMap(({ name, index, fallback, description, required }) =>
      inRemark(path, text, index)
        ? []
        : [
            {
              name,
              ...(fallback !== undefined && { fallback }),
              ...(description && { description }),
              ...(required && { required }),
              line: lineOf(index),
            },
          ],
    )
  })
}
