import { describe, expect, test } from 'vitest'
import { configurable, environment } from '../../../src/analysis/environment'
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
    ['config/app.php', "env('APP_DEBUG', false)", 'APP_DEBUG', 'false'],
    ['config/runtime.exs', 'System.get_env(\n            "A_B", "c")', 'A_B', 'c'],
    ['A.cs', 'Environment.GetEnvironmentVariable("A_B")', 'A_B', undefined],
  ])('%s: %s', (path, text, name, fallback) => {
    expect(environmentReads(path, text)).toMatchObject([{ name, ...(fallback !== undefined && { fallback }) }])
  })

  test('a read in a comment is none', () => {
    expect(environmentReads('a.ts', '// process.env.OLD\n * process.env.OLDER')).toEqual([])
  })

  test('text made to make patterns slow is read in no time', () => {
    const began = performance.now()
    for (const text of [
      'process.env.A'.repeat(5000),
      `os.getenv(${' '.repeat(50_000)}`,
      '${'.repeat(30_000),
      `env("A"${','.repeat(30_000)}`,
      '#[arg(env ='.repeat(8_000),
    ])
      for (const path of ['a.ts', 'a.py', 'a.rs', 'a.go', 'application.yml', 'a.php']) environmentReads(path, text)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('variables of the project', () => {
  test('an example file gives names, defaults and comments, commented-out settings too', () => {
    const files = {
      '.env.example': '# Port to listen on\nPORT=3000 # default\n#LOG_LEVEL=info\n# Read me first.\n\nexport EMPTY=\n',
    }
    expect(names(files)).toEqual(['PORT', 'LOG_LEVEL', 'EMPTY'])
    expect(find(files, 'PORT')).toMatchObject({
      default: '3000',
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

  test('what several places say is one variable with every place', () => {
    const files = { '.env.example': 'A_B=1\n', 'src/config.ts': "process.env.A_B ?? '2'\n" }
    expect(find(files, 'A_B')).toMatchObject({
      default: '1',
      sources: [{ path: '.env.example' }, { path: 'src/config.ts' }],
    })
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
