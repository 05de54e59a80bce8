/** A read of a variable in code. */
export interface EnvironmentRead {
  name: string
  /** The literal that the code falls back to. */
  fallback?: string
  /** What the code itself says that it is for. */
  description?: string
  /** The code fails without it. */
  required?: true
  /** A bundler puts its value into the code: only names with the bundler's prefix are taken from the environment. */
  bundled?: true
  /** Only declared, for the compiler. */
  declared?: true
  line: number
}

const JS = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/
/** Settings of a Rails or Symfony application; Rails evaluates Ruby in them. */
export const CONFIG_FOLDER = /(?:^|\/)config\/(?:[\w-]+\/)?[\w.-]+\.ya?ml$/
const RUBY = new RegExp(`\\.rb$|${CONFIG_FOLDER.source}`)
/** Configuration of Spring, Micronaut, Quarkus, Play and Akka. */
export const SPRING =
  /(?:^|\/)(?:(?:application|bootstrap)[\w.-]*\.(?:properties|ya?ml)|(?:application|reference)\.conf)$/
const LITERAL = `["'\`]([^"'\`\\n]{0,100})["'\`]`
/** Ways of reading the environment: the files they stand in, a word that the file must hold, and a pattern with groups `name` and `fallback`. */
export const READS: readonly ({ files: RegExp; word: string; read: RegExp } & Pick<
  EnvironmentRead,
  'required' | 'bundled' | 'declared'
>)[] = [
  {
    files: JS,
    word: 'process.env',
    read: /process\.env(?:\.|\[["'])(?<name>[A-Za-z_]\w*)(?:["']\])?(?:\s{0,80}(?:\?\?|\|\|)\s{0,80}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9})\b))?/g,
  },
  {
    files: JS,
    word: 'import.meta.env',
    bundled: true,
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
  {
    files: JS,
    word: 'Bun.env',
    read: /Bun\.env(?:\.|\[["'])(?<name>[A-Za-z_]\w*)(?:["']\])?(?:\s{0,80}(?:\?\?|\|\|)\s{0,80}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9})\b))?/g,
  },
  // The configuration of NestJS.
  {
    files: /\.ts$/,
    word: 'onfig',
    read: /\b[cC]onfig(?:Service)?\.(?:get|getOrThrow)(?:<[^>\n]{1,40}>)?\(\s{0,80}["'](?<name>[A-Z][A-Z0-9_]+)["'](?:\s{0,80},\s{0,80}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9})\b))?/g,
  },
  {
    files: /\.d\.ts$/,
    word: 'ImportMetaEnv',
    bundled: true,
    declared: true,
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
  // `config` of python-decouple and Starlette, options of click and typer.
  {
    files: /\.py$/,
    word: 'onfig',
    read: /(?<![\w.])config\(\s{0,80}["'](?<name>[A-Z]\w+)["'](?:\s{0,80},\s{0,80}(?:cast\s{0,3}=\s{0,3}\w+\s{0,3},\s{0,80})?(?:default\s{0,3}=\s{0,3})?(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9}|True|False)\b))?/g,
  },
  {
    files: /\.py$/,
    word: 'envvar',
    read: /\benvvar\s{0,3}=\s{0,3}\[?\s{0,80}["'](?<name>[A-Z]\w+)["']/g,
  },
  { files: /\.go$/, word: 'EnvVar', read: /EnvVars?(?::\s{0,3}\[\]string\{|\(|:\s{0,3})"(?<name>[A-Z]\w+)"/g },
  {
    files: /\.go$/,
    word: 'arg:"',
    read: /`arg:"(?:[^"`\n]{0,80},)?env:(?<name>[A-Z]\w+)[^"`\n]{0,80}"(?:[^`\n]{0,20}\bdefault:"(?<fallback>[^"\n]{0,100})")?/g,
  },
  { files: /\.go$/, word: '.Envar(', read: /\.Envar\(\s{0,9}"(?<name>[A-Z]\w+)"/g },
  { files: /\.go$/, word: 'os.', read: /os\.(?:Getenv|LookupEnv)\(\s{0,80}"(?<name>\w+)"/g },
  {
    files: /\.go$/,
    word: 'env:"',
    read: /\benv:"(?<name>[A-Z]\w+)(?:,[^"]{0,40})?"(?:[^`\n]{0,100}\b(?:envDefault|env-default|default):"(?<fallback>[^"\n]{0,100})")?/g,
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
  // A command of `std::process` takes a name and a value.
  { files: /\.rs$/, word: '.env(', read: /\.env\(\s{0,9}"(?<name>[A-Z]\w+)"\s{0,9}\)/g },
  {
    files: /\.(?:java|kt|scala|groovy)$/,
    word: 'env',
    read: /System\.(?:getenv\(|env\.get\(|getenv\(\)\.get\()\s{0,80}"(?<name>\w+)"/g,
  },
  // `@Value("${PORT:80}")` of Spring, `${env:PORT}` of picocli and Log4j.
  {
    files: /\.(?:java|kt|groovy)$/,
    word: '${',
    read: /(?:@Value\(\s{0,9}"[^"$\n]{0,40}\\?\$\{|\$\{env:)(?<name>[A-Z][A-Z0-9_]+)(?::-?(?<fallback>[^}"\n]{0,100}))?\}/g,
  },
  {
    files: RUBY,
    word: 'ENV',
    read: /\bENV(?:\.(?:fetch|key\?|has_key\?)\(\s{0,80}|\[)["'](?<name>\w+)["'](?:\s{0,80},\s{0,80}(?:["'](?<fallback>[^"'\n]{0,100})["']|(?<number>\d{1,9}|true|false)\b)|\)\s{0,3}\{\s{0,3}(?:["'](?<block>[^"'\n]{0,100})["']|(?<plain>\d{1,9}|true|false)\b))?/g,
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
    read: /(?<!\|>\s{0,9})\bSystem\.(?:get_env|fetch_env)\(\s{0,80}"(?<name>\w+)"(?:\s{0,80},\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  {
    files: /\.exs?$/,
    word: 'env',
    read: /"(?<name>[A-Z]\w+)"\s{0,80}\|>\s{0,80}System\.(?:get_env|fetch_env!?)\b(?:\(\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  { files: /\.exs?$/, word: 'Env.', read: /\bEnv\.\w+\(\s{0,80}"(?<name>[A-Z]\w+)"/g },
  { files: /\.exs?$/, word: 'fetch_env!', read: /\bSystem\.fetch_env!\(\s{0,80}"(?<name>\w+)"/g, required: true },
  // Functions of the project's own around it: `get_int_from_path_or_env(folder, "PORT", 8000)`, Dotenvy's `env!("PORT", :integer)`.
  {
    files: /\.exs?$/,
    word: 'env',
    read: /(?<!\w)(?<!System\.)\w{0,40}env\w{0,40}!?\(\s{0,80}(?:[a-z_]{1,40}\s{0,9},\s{0,80})?"(?<name>[A-Z][A-Z0-9_]{2,80})"(?:\s{0,80},\s{0,80}(?::[a-z_]{1,40}!?\s{0,9},\s{0,9})?(?:"(?<fallback>[^"\n]{0,100})"|(?<number>\d{1,9}|true|false)\b))?/g,
  },
  {
    files: /(?:^|\/)env\.sh\.eex$/,
    word: '${',
    read: /\$\{(?<name>[A-Z][A-Z0-9_]+)(?::?[-=](?<fallback>[^}\n]{0,100}))?\}/g,
  },
  {
    files: /\.erl$/,
    word: 'os:getenv',
    read: /\bos:getenv\(\s{0,80}"(?<name>\w+)"(?:\s{0,80},\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  { files: /\.(?:cljc?|bb)$/, word: 'System/getenv', read: /\(System\/getenv\s{1,9}"(?<name>\w+)"/g },
  {
    files: /\.edn$/,
    word: '#env',
    read: /#env!?\s{1,9}"?(?<name>[A-Z][A-Z0-9_]+)\b/g,
  },
  {
    files: /\.scala$/,
    word: 'env',
    read: /\b(?:sys\.env(?:\.get|\.getOrElse|\.contains)?|(?:Properties\.)?envOrElse|(?:Properties\.)?envOrNone)\(\s{0,80}"(?<name>[A-Z]\w+)"(?:\s{0,80},\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  { files: /\.l?hs$/, word: 'Env', read: /\b(?:lookupEnv|getEnv)\s{1,9}"(?<name>\w+)"/g },
  { files: /\.ml$/, word: 'getenv', read: /\b(?:Sys|Unix)\.getenv(?:_opt|_exn)?\s{1,9}"(?<name>\w+)"/g },
  {
    files: /\.(?:cs|fs|vb)$/,
    word: 'EnvironmentVariable',
    read: /GetEnvironmentVariable\(\s{0,80}"(?<name>\w+)"(?:\s{0,80}\)\s{0,80}\?\?\s{0,80}"(?<fallback>[^"\n]{0,100})")?/g,
  },
  // Capitals with an underscore are how variables are called, not keys of settings files.
  {
    files: /\.(?:cs|fs|vb)$/,
    word: 'onfiguration',
    read: /\b[cC]onfiguration(?:\[|\.GetValue<\w+\??>\()"(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)"/g,
  },
  {
    files: /\.dart$/,
    word: 'nvironment',
    read: /(?:Platform\.environment\[|fromEnvironment\(\s{0,80})["'](?<name>\w+)["'](?:\s{0,80},\s{0,80}defaultValue:\s{0,80}(?:["'](?<fallback>[^"'$\n]{0,100})["']|(?<number>\d{1,9}|true|false)\b))?/g,
  },
  { files: /\.swift$/, word: 'environment', read: /processInfo\.environment\["(?<name>\w+)"\]/g },
  {
    files: /\.swift$/,
    word: 'Environment',
    read: /\bEnvironment\.get\(\s{0,80}"(?<name>\w+)"\s{0,80}\)(?:\.flatMap\([\w.:(]{1,40}\)+)?(?:\s{0,80}\?\?\s{0,80}(?:"(?<fallback>[^"\n]{0,100})"|(?<number>\d{1,9})\b))?/g,
  },
  { files: /\.(?:c|cc|cpp|cxx|h|hpp|m|mm)$/, word: 'getenv', read: /\bgetenv\(\s{0,80}"(?<name>\w+)"/g },
  { files: /\.lua$/, word: 'getenv', read: /os\.getenv\(?\s{0,3}["'](?<name>\w+)["']/g },
  {
    files: /\.jl$/,
    word: 'ENV',
    read: /\b(?:ENV\[|(?:get|haskey)\(ENV,\s{0,9})"(?<name>\w+)"(?:,\s{0,9}(?:"(?<fallback>[^"$\n]{0,100})"|(?<number>\d{1,9}|true|false)\b))?/g,
  },
  // Placeholders of Spring, Micronaut and Quarkus: `${MYSQL_URL:jdbc:mysql://localhost}`.
  {
    files: SPRING,
    word: '${',
    read: /\$\{(?<name>[A-Z][A-Z0-9_]+)(?::(?<fallback>[^}\n]{0,100}))?\}/g,
  },
  { files: CONFIG_FOLDER, word: '%env(', read: /%env\((?:\w{1,40}:){0,4}(?<name>[A-Z][A-Z0-9_]+)\)%/g },
  // Substitutions of HOCON, which Play and Akka read: `port = ${?PORT}`.
  { files: /\.conf$/, word: '${?', read: /\$\{\?(?<name>[A-Z][A-Z0-9_]+)\}/g },
]
