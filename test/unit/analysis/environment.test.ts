import { describe, expect, test } from 'vitest'
import { configurable, environment } from '../../../src/analysis/environment'
import { documentedVariables } from '../../../src/analysis/environment-documented'
import { indirectReads } from '../../../src/analysis/environment-indirect'
import { shownDefault } from '../../../src/analysis/environment-names'
import { environmentReads } from '../../../src/analysis/environment-reads'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const detect = (files: Files) => environment.detect(openProject(snapshotOf(files, environment.wants), 'x').project)
const names = (files: Files) => (detect(files).environment ?? []).map(({ name }) => name)
const find = (files: Files, wanted: string) => detect(files).environment?.find(({ name }) => name === wanted)

describe('reads in code', () => {
  test.each([
    ['a.ts', "const p = process.env.PORT ?? '3000'", 'PORT', '3000'],
    ['a.js', 'process.env["API_URL"] || 80', 'API_URL', '80'],
    ['a.ts', 'import.meta.env.VITE_API', 'VITE_API', undefined],
    ['a.ts', 'Deno.env.get("X_Y")', 'X_Y', undefined],
    ['settings.py', 'DEBUG = os.environ.get("DJANGO_DEBUG", "off")', 'DJANGO_DEBUG', 'off'],
    ['settings.py', 'os.getenv(\n        "A_B",\n        default="c",\n)', 'A_B', 'c'],
    ['settings.py', 'env.bool("A_FLAG", default=True)', 'A_FLAG', 'True'],
    ['config.py', 'class S(BaseSettings):\n    SMTP_PORT: int = 587\n', 'SMTP_PORT', '587'],
    ['main.go', 'os.LookupEnv("A")', 'A', undefined],
    ['config.go', 'Style string `env:"GLAMOUR_STYLE" envDefault:"auto"`', 'GLAMOUR_STYLE', 'auto'],
    ['main.rs', 'std::env::var("A_B").unwrap_or("x".into())', 'A_B', 'x'],
    ['main.rs', '#[arg(long, env = "A_B", default_value = "y")]', 'A_B', 'y'],
    ['A.java', 'System.getenv("A_B")', 'A_B', undefined],
    ['src/main/resources/application.yml', 'url: ${DB_URL:jdbc:h2:mem}', 'DB_URL', 'jdbc:h2:mem'],
    ['a.rb', "ENV.fetch('A_B', 'c')", 'A_B', 'c'],
    ['config/storage.yml', "  endpoint: <%= ENV['S3_ENDPOINT'] %>", 'S3_ENDPOINT', undefined],
    ['config/packages/doctrine.yaml', "    url: '%env(resolve:DATABASE_URL)%'", 'DATABASE_URL', undefined],
    ['src/Kite.jl', 'get(ENV, "KITE_DIR", "kites")', 'KITE_DIR', 'kites'],
    ['config/app.php', "env('APP_DEBUG', false)", 'APP_DEBUG', 'false'],
    ['config/runtime.exs', 'System.get_env(\n            "A_B", "c")', 'A_B', 'c'],
    ['a.ts', "const { PORT = '3000' } = process.env", 'PORT', '3000'],
    [
      'env.ts',
      'export const env = z.object({\n  PORT: z.coerce.number().default(3000),\n}).parse(process.env)',
      'PORT',
      '3000',
    ],
    ['env.js', "cleanEnv(process.env, {\n  HOST: str({ default: '::' }),\n})", 'HOST', '::'],
    ['a.ts', "this.configService.get<string>('JWT_TTL', '1h')", 'JWT_TTL', '1h'],
    ['a.ts', 'Bun.env["A_B"] ?? 5', 'A_B', '5'],
    [
      'config.py',
      'class S(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="APP_")\n    port: int = Field(default=80)\n',
      'APP_PORT',
      '80',
    ],
    ['settings.py', 'DEBUG = config("DEBUG", default=False, cast=bool)', 'DEBUG', 'False'],
    ['cli.py', '@click.option("--url", envvar="APP_URL")', 'APP_URL', undefined],
    ['main.go', 'viper.SetEnvPrefix("app")\nviper.BindEnv("token")', 'APP_TOKEN', undefined],
    [
      'config.go',
      'type C struct {\n\tDBHost string `split_words:"true" default:"db"`\n}\nenvconfig.Process("app", &c)',
      'APP_DB_HOST',
      'db',
    ],
    ['args.go', 'Addr string `arg:"env:APP_ADDR" default:":80"`', 'APP_ADDR', ':80'],
    ['main.rs', '#[clap(long, env)]\n    pub database_url: String,', 'DATABASE_URL', undefined],
    ['A.java', '@Value("${APP_PORT:80}") int port;', 'APP_PORT', '80'],
    ['conf/application.conf', 'port = ${?APP_PORT}', 'APP_PORT', undefined],
    ['a.rb', "ENV.fetch('A_B') { 5 }", 'A_B', '5'],
    ['config/runtime.exs', '"A_B"\n|> System.get_env("c")', 'A_B', 'c'],
    ['A.cs', 'Environment.GetEnvironmentVariable("A_B")', 'A_B', undefined],
  ])('%s: %s', (path, text, name, fallback) => {
    expect(environmentReads(path, text)).toMatchObject([{ name, ...(fallback !== undefined && { fallback }) }])
  })

  test('the first number of a sum is no default', () => {
    for (const [path, text] of [
      ['settings.py', 'int(os.getenv("A_B", 60 * 60 * 24))'],
      ['config.py', 'class S(BaseSettings):\n    A_B: int = 60 * 24 * 8\n'],
      ['a.ts', 'Number(process.env.A_B ?? 60 * 1000)'],
    ] as const)
      expect(environmentReads(path, text)[0]).toEqual({ name: 'A_B', line: expect.any(Number) })
  })

  test('a read in a comment is none', () => {
    expect(environmentReads('a.ts', '// process.env.OLD\n * process.env.OLDER')).toEqual([])
  })

  test('what is commented out, in a block or at the end of a line, is none; neither is a documentation string', () => {
    expect(environmentReads('a.ts', '/*\nprocess.env.OLD\n*/\nrun() // see process.env.OLDER')).toEqual([])
    expect(environmentReads('a.py', 'def f():\n    """\n    os.environ["OLD"]\n    """\n')).toEqual([])
    expect(environmentReads('a.ts', "glob('src/**/*')\nprocess.env.A_B")).toHaveLength(1)
  })

  test('a Viper that looks into the environment by itself is told of a server only', () => {
    const go = (keys: string) => `viper.SetEnvPrefix("app")\nviper.AutomaticEnv()\n${keys}`
    const found = (text: string) => environmentReads('main.go', text).map(({ name }) => name)
    expect(found(go('viper.SetDefault("port", 80)\nviper.GetString("data")'))).toEqual(['APP_PORT', 'APP_DATA'])
    expect(found(go('viper.SetDefault("style", "dark")'))).toEqual([])
  })

  test('text made to make patterns slow is read in no time', () => {
    for (const text of [
      'process.env.A'.repeat(5000),
      `os.getenv(${' '.repeat(50_000)}`,
      '${'.repeat(30_000),
      `env("A"${','.repeat(30_000)}`,
      '#[arg(env ='.repeat(8_000),
      '#[arg(env)]#['.repeat(8_000),
      `class A(BaseSettings):\n${'    a: int = Field(\n'.repeat(5_000)}`,
      `{${'A = "", '.repeat(9_000)} = process.env`,
      `process.env\n${'  ABC: z.'.repeat(9_000)}`,
      'os.Getenv(a) func('.repeat(3_000),
      'process.env[a] (a) '.repeat(3_000),
    ])
      for (const path of ['a.ts', 'a.py', 'a.rs', 'a.go', 'application.yml', 'a.php']) {
        environmentReads(path, text)
        const indirect = indirectReads()
        indirect.note(path, text)
        indirect.readsOf(path, text)
        documentedVariables(text)
      }
  })
})

describe('variables of the project', () => {
  test('an example file gives names, defaults and comments, commented-out settings too', () => {
    const files = {
      '.env.example': '# Port to listen on\nPORT=3000 # default\n#LOG_LEVEL=info\n# Read me first.\n\nexport EMPTY=\n',
    }
    expect(names(files)).toEqual(['PORT', 'LOG_LEVEL', 'EMPTY'])
    expect(find(files, 'PORT')).toMatchObject({
      example: '3000',
      description: 'Port to listen on',
      sources: [{ path: '.env.example', line: 2 }],
    })
    expect(find(files, 'EMPTY')?.default).toBeUndefined()
  })

  test('the copy of the example is a command only while there is an example and no copy', () => {
    const command = (files: Files) => detect(files).commands?.map(({ command: one }) => one)
    expect(command({ '.env.example': 'A_B=1\n' })).toEqual(['cp .env.example .env'])
    expect(command({ '.env.example': 'A_B=1\n', '.env': 'A_B=2\n' })).toEqual([])
  })

  test('what several places say is one variable with every place; what the code falls back to is its default, what an example sets is none', () => {
    const files = { '.env.example': 'A_B=1\n', 'src/config.ts': "process.env.A_B ?? '2'\n" }
    expect(find(files, 'A_B')).toMatchObject({
      default: '2',
      example: '1',
      sources: [{ path: 'src/config.ts' }, { path: '.env.example' }],
    })
    expect(find({ '.env': 'A_B=1\n', 'src/config.ts': 'process.env.A_B\n' }, 'A_B')?.default).toBeUndefined()
  })

  test('a field of settings without a default, and what compose demands, must be set', () => {
    const fields =
      'class S(BaseSettings):\n    APP_MODE: str\n    APP_HOST: str | None = None\n    APP_USER: Optional[str]\n'
    const required = (one: string) => find({ 'config.py': fields }, one)?.required
    expect([required('APP_MODE'), required('APP_HOST'), required('APP_USER')]).toEqual([true, undefined, undefined])
    const compose = 'services:\n  app:\n    build: .\n    environment:\n      APP_MODE: ${APP_MODE:?not set}\n'
    expect(find({ 'compose.yml': compose }, 'APP_MODE')).toMatchObject({ required: true })
    const set = (value: string) => find({ 'compose.yml': compose.replace(/\$\{.*\}/, () => value) }, 'APP_MODE')
    expect(set('${APP_MODE:-fast}')).toMatchObject({ default: 'fast' })
    expect(set('fast')?.default).toBeUndefined()
  })

  test('a key of Viper shares default and usage with the flag it is bound to', () => {
    const go =
      'rootCmd.Flags().Int("port", 8081, "port of server")\nrootCmd.Flags().String("level", "info", "log level")\nviper.BindPFlag(key, nil)\n' +
      'rootCmd.Flags().Bool("old", false, "old")\nrootCmd.Flags().MarkDeprecated("old", "use --port")\n' +
      'viper.SetEnvPrefix("app")\nviper.AutomaticEnv()\nviper.GetInt("port")\nviper.GetString("level")\nviper.GetBool("old")\n'
    const found = detect({ 'main.go': go }).environment
    expect(found).toMatchObject([
      { name: 'APP_PORT', default: '8081', description: 'port of server' },
      { name: 'APP_LEVEL', default: 'info', description: 'log level' },
      { name: 'APP_OLD', description: 'Deprecated: use --port' },
    ])
  })

  test('the script that an image starts with tells what it falls back to; another script tells nothing', () => {
    const script = 'APP_UID=${APP_UID:-1000}\n'
    const image = 'FROM alpine\nENTRYPOINT ["/app/entrypoint.sh"]\n'
    expect(find({ 'deploy/Dockerfile': image, 'deploy/entrypoint.sh': script }, 'APP_UID')).toMatchObject({
      default: '1000',
      sources: [{ path: 'deploy/entrypoint.sh', line: 1 }],
    })
    expect(names({ 'deploy/Dockerfile': 'FROM alpine\n', 'deploy/entrypoint.sh': script })).toEqual([])
  })

  test('it is required only where nothing can do without it', () => {
    expect(find({ 'settings.py': 'os.environ["A_B"]' }, 'A_B')?.required).toBe(true)
    expect(find({ 'settings.py': 'if "A_B" in os.environ:\n    os.environ["A_B"]' }, 'A_B')?.required).toBeUndefined()
  })

  test('tests, scripts, vendored code and the platform configure nothing', () => {
    expect(
      names({
        'tests/config.py': 'os.getenv("A_B")',
        'scripts/config.js': 'process.env.A_B',
        'node_modules/x/config.js': 'process.env.A_B',
        'src/config.js': 'process.env.CI; process.env.GITHUB_TOKEN; process.env.HOME',
      }),
    ).toEqual([])
  })

  test('compose configures what is built here, not the images of others', () => {
    const files = {
      'compose.yml':
        'services:\n  app:\n    build: .\n    environment:\n      - APP_MODE=prod\n  db:\n    image: postgres\n    environment:\n      POSTGRES_DB: x\n',
    }
    expect(names(files)).toEqual(['APP_MODE'])
  })

  test("a library's reads of the pager are its users' own", () => {
    const pager = [{ name: 'PAGER', sources: [{ path: 'a' }] }]
    expect(configurable(['library'], pager)).toEqual([])
    expect(configurable(['cli'], pager)).toEqual(pager)
  })

  test.each([
    ['DB_PASSWORD', 'changeme'],
    ['API_KEY', 'abc'],
    ['DATABASE_URL', 'postgres://user:pass@host/db'],
    ['X', 'ghp_abcdefghijklmnop'],
    ['X', 'a'.repeat(40)],
    ['X', '{"apiKey":"AIzaSyxxxxxxxxx"}'],
  ])('%s=%s is never shown', (name, value) => {
    expect(shownDefault(name, value)).toBeUndefined()
  })
})

test('a number is no secret, however its name sounds', () => {
  expect(shownDefault('ACCESS_TOKEN_MINUTES', '60')).toBe('60')
  expect(shownDefault('ACCESS_TOKEN', '6000000000')).toBeUndefined()
})

describe('what is not configuration', () => {
  test('variables of compose, of test support and of build shells are never said', () => {
    expect(names({ '.env': 'COMPOSE_PROJECT_NAME=x\nPORT_X=1\n' })).toEqual(['PORT_X'])
    expect(names({ 'crates/x-test-support/src/lib.rs': 'std::env::var("ONLY_TESTS")' })).toEqual([])
  })

  test('profiles of Spring are switched on by their variable, a profile for tests alone is none', () => {
    expect(names({ 'src/main/resources/application-mysql.properties': 'a=b\n' })).toEqual(['SPRING_PROFILES_ACTIVE'])
    expect(names({ 'src/main/resources/application-test.properties': 'a=b\n' })).toEqual([])
  })
})

describe('reads through the project itself', () => {
  test.each([
    [
      'src/env.ts',
      'export const need = (name: string): string => {\n  return process.env[name] ?? ""\n}',
      'need("APP_KEY")',
    ],
    ['env.go', 'func orElse(key, fallback string) string {\n\treturn os.Getenv(key)\n}', 'orElse("APP_KEY", "x")'],
    ['config.ex', 'def port!(env) do\n  if port = System.get_env(env), do: port\nend', 'port!("APP_KEY")'],
    ['config.py', 'def flag(name, default=None):\n    return os.environ.get(name, default)\n', 'flag("APP_KEY")'],
    ['lib.rs', 'fn setting(name: &str) -> Option<String> {\n    env::var(name).ok()\n}', 'setting("APP_KEY")'],
  ])('%s: a function that reads the variable it is given', (path, helper, call) => {
    const other = path.replace(/(?=\.\w+$)/, '_server')
    expect(names({ [path]: helper, [other]: call })).toEqual(['APP_KEY'])
    expect(names({ [other]: call })).toEqual([])
  })

  test('names of a list that a loop reads, written out or held by constants', () => {
    const list =
      'fn given() {\n    [("--tabs", "APP_TABS"), ("--theme", app::theme::env::APP_THEME)]\n        .iter()\n        .filter_map(|(flag, key)| {\n            env::var(key).ok()\n        })\n}\n'
    const theme = 'pub mod env {\n    pub const APP_THEME: &str = "APP_THEME";\n}\n'
    expect(names({ 'src/config.rs': list, 'src/theme.rs': theme })).toEqual(['APP_TABS', 'APP_THEME'])
    expect(names({ 'src/config.rs': 'let list = ["APP_TABS"];\nlet key = 1;\nenv::var(key);\n' })).toEqual([])
  })

  test('a constant with the name of the variable, in this file or another', () => {
    expect(
      names({ 'keys.go': 'const EnvHome = "APP_HOME"\n', 'main.go': 'os.Getenv(EnvHome)\nconst other = "NO_SUCH"\n' }),
    ).toEqual(['APP_HOME'])
  })

  test('a function of a common name is followed in its own file only', () => {
    const helper = 'function get(name) {\n  return process.env[name]\n}\n'
    expect(names({ 'src/env.js': `${helper}get("APP_A")`, 'src/http.js': 'get("CONTENT_TYPE")' })).toEqual(['APP_A'])
  })

  test('scripts that users source, under the prefix of the project and named in its README', () => {
    const files = {
      'README.md': '# x\n\nSet `X_OPTS`.\n',
      'shell/bindings.bash': 'a="${X_OPTS-}"; b="${X_INNER-}"; c="${OTHER_OPTS}"',
    }
    expect(names(files)).toEqual(['X_OPTS'])
  })

  test('a letter that stands where a script only asks whether a variable is set is no default of it', () => {
    const value = (read: string) => find({ 'README.md': 'Set `X_OPTS`.\n', 'shell/a.bash': read }, 'X_OPTS')?.default
    expect([value('"${X_OPTS-x}"'), value('"${X_OPTS:-5}"'), value('"${X_OPTS-ctrl}"')]).toEqual([
      undefined,
      '5',
      'ctrl',
    ])
  })
})

describe('what the README lists', () => {
  test('a table and a list of variables, with what they are for', () => {
    const text =
      '# App\n## Configuration\n| Variable | Default | Description |\n|---|---|---|\n| `APP_PORT` | `80` | Port to listen on. |\n\nThese environment variables are read:\n\n- `APP_HOME`: where the data lies\n\nOther text.\n\n- `NOT_ONE`\n'
    expect(documentedVariables(text)).toEqual([
      { name: 'APP_PORT', description: 'Port to listen on', line: 5 },
      { name: 'APP_HOME', description: 'where the data lies', line: 9 },
    ])
  })

  test("not those of tests, releases and other tables, nor a code block's", () => {
    const text =
      '## Environment variables for tests\n- `TRIAL_A`\n## Flags\n| Flag | What |\n|---|---|\n| `FLAG_A` | x |\n## Environment variables\n```\n- `CODE_A`\n```\n'
    expect(documentedVariables(text)).toEqual([])
  })
})

describe('what is no setting', () => {
  test.each([
    ['build.rs', 'std::env::var("APP_X")'],
    ['src/main.rs', 'env!("APP_X")'],
    ['setup.py', 'os.environ["APP_X"]'],
    ['playwright.config.ts', 'process.env.APP_X'],
    ['vite.config.ts', 'process.env.APP_X'],
    ['build.gradle.kts', 'System.getenv("APP_X")'],
    ['src/page.ts', 'import.meta.env.APP_X'],
    ['next.ts', 'process.env.appVersion'],
    ['priv/repo/migrations/1_x.exs', 'System.get_env("APP_X")'],
    ['pkg/testutil/server.go', 'os.Getenv("APP_X")'],
    ['Dockerfile', 'ARG APP_X'],
  ])('%s: %s', (path, text) => {
    expect(names({ [path]: text })).toEqual([])
  })

  test('what a declaration for the compiler names, beside files with the values', () => {
    const types = { 'vite-env.d.ts': 'interface ImportMetaEnv {\n  readonly VITE_OLD: string\n}\n' }
    expect(names(types)).toEqual(['VITE_OLD'])
    expect(names({ ...types, '.env.example': 'VITE_NEW=1\n' })).toEqual(['VITE_NEW'])
  })

  test('the platform sets it, unless the maintainer gives it to fill in', () => {
    expect(names({ 'a.ts': 'process.env.NODE_ENV' })).toEqual([])
    expect(names({ '.env.example': 'NODE_ENV=development\nCOMPOSE_FILE=x\n' })).toEqual(['NODE_ENV'])
  })
})
