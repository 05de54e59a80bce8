import { lineCounter } from './line-numbers'

/** A read of a variable in code. */
export interface EnvironmentRead {
  name: string
  /** The literal that the code falls back to. */
  fallback?: string
  /** The code fails without it. */
  required?: true
  line: number
}

/** Characters before a read that are looked at for the mark of a comment. */
const BEFORE = 1_000

const JS = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/
const SPRING = /(?:^|\/)(?:application|bootstrap)[\w.-]*\.(?:properties|ya?ml)$/
const LITERAL = `["'\`]([^"'\`\\n]{0,100})["'\`]`
/** Ways of reading the environment: the files they stand in, a word that the file must hold, and a pattern with groups `name` and `fallback`. */
const READS: readonly { files: RegExp; word: string; read: RegExp; required?: true }[] = [
  {
    files: JS,
    word: 'process.env',
    read: /process\.env(?:\.|\[["'])(?<name>[A-Za-z_]\w*)(?:["']\])?(?:\s{0,80}(?:\?\?|\|\|)\s{0,80}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9})\b))?/g,
  },
  {
    files: JS,
    word: 'import.meta.env',
    read: /import\.meta\.env\.(?<name>[A-Za-z_]\w*)(?:\s{0,80}(?:\?\?|\|\|)\s{0,80}["'](?<fallback>[^"'\n]{0,100})["'])?/g,
  },
  {
    files: JS,
    word: 'nv',
    read: /\b(?:getEnv|getEnvVar|requireEnv|requiredEnv|mustGetEnv|envVar|env)\(\s{0,80}["'](?<name>[A-Z][A-Z0-9_]+)["'](?:\s{0,80},\s{0,80}["'](?<fallback>[^"'\n]{0,100})["'])?/g,
  },
  {
    files: JS,
    word: 'Deno.env',
    read: /Deno\.env\.get\(\s{0,80}["'](?<name>\w+)["']\s{0,80}\)(?:\s{0,80}\?\?\s{0,80}["'](?<fallback>[^"'\n]{0,100})["'])?/g,
  },
  { files: JS, word: 'Bun.env', read: /Bun\.env\.(?<name>[A-Za-z_]\w*)/g },
  {
    files: /\.d\.ts$/,
    word: 'ImportMetaEnv',
    read: /^\s{0,80}(?:readonly\s{1,9})?(?<name>[A-Z][A-Z0-9_]{2,80})\??:/gm,
  },
  {
    files: /\.py$/,
    word: 'environ',
    read: /environ\[\s{0,80}["'](?<name>\w+)["']\s{0,80}\](?!\s{0,80}=[^=])/g,
    required: true,
  },
  {
    files: /\.py$/,
    word: 'env',
    read: new RegExp(
      `(?:environ\\.get|environ\\.pop|getenv|\\bdecouple\\.config)\\(\\s{0,80}["'](?<name>\\w+)["']\\s{0,80}(?:,\\s{0,80}(?:default\\s{0,3}=\\s{0,3})?(?:${LITERAL.replace('(', '(?<fallback>')}|(?<number>\\d{1,9}|True|False)\\b))?`,
      'g',
    ),
  },
  {
    files: /\.py$/,
    word: 'env',
    read: /\benv(?:\.(?:str|bool|int|float|list|dict|json|url|db|db_url|cache|cache_url|path|tuple|email|email_url))?\(\s{0,80}["'](?<name>[A-Z]\w+)["'](?:\s{0,80},\s{0,80}(?:default\s{0,3}=\s{0,3})?(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9}|True|False)\b))?/g,
  },
  {
    files: /\.py$/,
    word: 'env',
    read: /["'](?<name>[A-Z][A-Z0-9_]+)["']\s{1,3}(?:not )?in\s{1,3}(?:os\.)?(?:environ|env)\b/g,
  },
  // Fields of pydantic settings are variables by their names.
  {
    files: /\.py$/,
    word: 'BaseSettings',
    read: /^ {4}(?<name>[A-Z][A-Z0-9_]{2,80})\s{0,3}:\s{0,3}[^=\n]{1,100}(?:=\s{0,3}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9}|True|False)\b))?/gm,
  },
  { files: /\.go$/, word: 'EnvVars', read: /EnvVars?(?::\s{0,3}\[\]string\{|\()"(?<name>[A-Z]\w+)"/g },
  { files: /\.go$/, word: 'os.', read: /os\.(?:Getenv|LookupEnv)\(\s{0,80}"(?<name>\w+)"/g },
  {
    files: /\.go$/,
    word: 'env:"',
    read: /\benv:"(?<name>[A-Z]\w+)(?:,[^"]{0,40})?"(?:[^`\n]{0,100}\benvDefault:"(?<fallback>[^"\n]{0,100})")?/g,
  },
  {
    files: /\.go$/,
    word: 'nv',
    read: /(?:[gG]etenv|[gG]etEnv|EnvOr\w*|envOr\w*)\(\s{0,80}"(?<name>[A-Z]\w+)"(?:,\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  {
    files: /\.rs$/,
    word: 'env',
    read: /\b(?:env|dotenv|dotenvy)::(?:var|var_os)\(\s{0,80}"(?<name>\w+)"\s{0,80}\)(?:\s{0,80}\.unwrap_or(?:_else)?\((?:\|_\|\s)?"(?<fallback>[^"\n]{0,100})")?/g,
  },
  {
    files: /\.rs$/,
    word: 'env',
    read: /#\[(?:arg|clap)\([^\]\n]{0,200}\benv\s{0,3}=\s{0,3}"(?<name>\w+)"(?:[^\]\n]{0,200}\bdefault_value\s{0,3}=\s{0,3}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  {
    files: /\.(?:java|kt|kts|scala|groovy)$/,
    word: 'env',
    read: /System\.(?:getenv\(|env\.get\(|getenv\(\)\.get\()\s{0,80}"(?<name>\w+)"/g,
  },
  {
    files: /\.rb$/,
    word: 'ENV',
    read: /\bENV(?:\.fetch\(\s{0,80}|\[)["'](?<name>\w+)["'](?:\s{0,80},\s{0,80}["'](?<fallback>[^"'\n]{0,100})["'])?/g,
  },
  {
    files: /\.php$/,
    word: 'env',
    read: /\b(?:env|getenv)\(\s{0,80}["'](?<name>\w+)["'](?:\s{0,80},\s{0,80}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9}|true|false)\b))?/g,
  },
  { files: /\.php$/, word: '$_ENV', read: /\$_(?:ENV|SERVER)\[["'](?<name>[A-Z]\w+)["']\]/g },
  {
    files: /\.exs?$/,
    word: 'env',
    read: /\bSystem\.(?:get_env|fetch_env)\(\s{0,80}"(?<name>\w+)"(?:\s{0,80},\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  { files: /\.exs?$/, word: 'Env.', read: /\bEnv\.\w+\(\s{0,80}"(?<name>[A-Z]\w+)"/g },
  { files: /\.exs?$/, word: 'fetch_env!', read: /\bSystem\.fetch_env!\(\s{0,80}"(?<name>\w+)"/g, required: true },
  { files: /\.cs$/, word: 'EnvironmentVariable', read: /GetEnvironmentVariable\(\s{0,80}"(?<name>\w+)"/g },
  {
    files: /\.dart$/,
    word: 'nvironment',
    read: /(?:Platform\.environment\[|fromEnvironment\(\s{0,80})["'](?<name>\w+)["']/g,
  },
  { files: /\.swift$/, word: 'environment', read: /processInfo\.environment\["(?<name>\w+)"\]/g },
  { files: /\.(?:c|cc|cpp|cxx|h|hpp|m|mm)$/, word: 'getenv', read: /\bgetenv\(\s{0,80}"(?<name>\w+)"/g },
  { files: /\.lua$/, word: 'getenv', read: /os\.getenv\(?\s{0,3}["'](?<name>\w+)["']/g },
  { files: /\.jl$/, word: 'ENV', read: /\bENV\["(?<name>\w+)"\]/g },
  // Placeholders of Spring, Micronaut and Quarkus: `${MYSQL_URL:jdbc:mysql://localhost}`.
  {
    files: SPRING,
    word: '${',
    read: /\$\{(?<name>[A-Z][A-Z0-9_]+)(?::(?<fallback>[^}\n]{0,100}))?\}/g,
  },
]

/** Extensions of the files above. */
const CODE = new Set(
  'js cjs mjs jsx cjsx mjsx ts cts mts tsx ctsx mtsx vue svelte astro py go rs java kt kts scala groovy rb php ex exs cs dart swift c cc cpp cxx h hpp m mm lua jl'.split(
    ' ',
  ),
)
const CONFIGURATION = new Set(['properties', 'yml', 'yaml'])
export const READ_EXTENSIONS: readonly string[] = [...CODE, ...CONFIGURATION]

/** Does the environment get read in files of this name's kind at all? */
export function mayRead(path: string): boolean {
  const extension = path.slice(path.lastIndexOf('.') + 1)
  return CODE.has(extension) || (CONFIGURATION.has(extension) && SPRING.test(path))
}

/** Every read in a file's text, in order. Constant time per character: a word is looked for before its pattern is tried. */
export function environmentReads(path: string, text: string): EnvironmentRead[] {
  return READS.filter(({ files, word }) => files.test(path) && text.includes(word)).flatMap(({ read, required }) => {
    const lineOf = lineCounter(text)
    return [...text.matchAll(read)].flatMap((match) => {
      const { name, fallback, number } = match.groups ?? {}
      const given = fallback ?? number
      if (!name || isRemark(text.slice(Math.max(0, match.index - BEFORE), match.index))) return []
      return [
        {
          name,
          ...(given !== undefined && { fallback: given }),
          ...(required && { required }),
          line: lineOf(match.index),
        },
      ]
    })
  })
}

/** Does the last line of this text begin as a comment? */
const isRemark = (before: string) => /^\s*(?:\/\/|#(?!\[)|\*|\/\*|--)/.test(before.slice(before.lastIndexOf('\n') + 1))
