import type { Repository } from '../repository'
import { type Check, type Finding, found } from '../subject'

const NAME = '([A-Z][A-Z0-9_]{2,})'
/** How code asks for a variable, language by language: the scorer's own list. */
const READS = [
  `process\\.env\\.${NAME}\\b`,
  `process\\.env\\[["']${NAME}`,
  `import\\.meta\\.env\\.${NAME}\\b`,
  `Deno\\.env\\.get\\(["']${NAME}`,
  `Bun\\.env\\.${NAME}\\b`,
  `os\\.environ(?:\\.get\\(|\\[|\\.setdefault\\()\\s*["']${NAME}`,
  `os\\.getenv\\(\\s*["']${NAME}`,
  `\\bos\\.(?:Getenv|LookupEnv)\\(\\s*"${NAME}`,
  `\\bENV(?:\\.fetch)?[\\[(]\\s*["']${NAME}`,
  `\\benv::var(?:_os)?\\(\\s*"${NAME}`,
  `System\\.getenv\\(\\s*"${NAME}`,
  `Environment\\.GetEnvironmentVariable\\(\\s*"${NAME}`,
  `System\\.(?:get_env|fetch_env!?)\\(\\s*"${NAME}`,
  `\\benv\\(\\s*['"]${NAME}`,
  `\\bgetenv\\(\\s*['"]${NAME}`,
].map((pattern) => new RegExp(pattern, 'g'))

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|rb|rs|java|kt|cs|fs|exs?|php|c|cc|cpp|lua|swift|scala)$/
const BESIDE =
  /^\.[\w-]+\/|\.(?:min|bundle)\.js$|(?:^|\/)(?:dist|tests?|specs?|__tests__|e2e|examples?|samples?|docs?|scripts?|\.github|ci|tools?|bench\w*|fixtures?|vendor|node_modules|third_party|website|demos?|storybook|\.storybook|testing|contrib|deps|hack|cypress|playground|integration[\w-]*|build[\w-]*|etc)\/|[._-](?:test|spec|e2e|stories)\.|(?:^|\/)(?:test_|conftest|[\w.-]*(?:config|setup|karma|webpack|rollup|gulpfile|vite)[\w.-]*\.(?:[cm]?[jt]s|py)$|noxfile|setup\.py|build\.rs)|\.d\.ts$|_test\.\w+$|[tT]ests?\.\w+$/
/** Variables of the system, of CI and of terminals, which nobody sets for a project. */
const SYSTEMS =
  /^(?:NODE_ENV|HOME|PATH|USER|USERNAME|USERPROFILE|CI|TMPDIR|TEMP|TMP|PWD|SHELL|TERM\w*|LANG|LC_\w+|EDITOR|VISUAL|PAGER|DISPLAY|HOSTNAME|APPDATA|LOCALAPPDATA|PROGRAMFILES|PROGRAMDATA|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|HOMEDRIVE|HOMEPATH|XDG_\w+|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|COLOR\w*|COLUMNS|LINES|GITHUB_\w+|GITLAB_\w+|TRAVIS\w*|CIRCLE\w*|CIRCLECI|APPVEYOR|JENKINS\w*|npm_\w+|WAYLAND_\w+|HTTPS?_PROXY|ALL_PROXY|NO_PROXY|DEV|PROD|SSR|MODE|BASE_URL|CARGO_\w+|RUSTFLAGS|OUT_DIR|GOPATH|GOROOT|GOOS|GOARCH|JAVA_HOME|ANDROID_\w+|VIRTUAL_ENV|PYTHON\w*|TZ|LD_LIBRARY_PATH|SSH_\w+|GIT_\w+|TMUX\w*|LS_COLORS|LOGNAME|WT_SESSION|CONEMU\w*|MSYSTEM|TEAMCITY\w*|SUDO_\w+|MANPATH|OS|RAILS_ENV|RACK_ENV|MIX_ENV|DBUS_\w+|OSTYPE|VERCEL\w*|WSL\w*|SHLVL|LESS\w*|COMP_\w+|ANSICON|RANK|LOCAL_RANK|WORLD_SIZE|MASTER_\w+|NODE_\w+|BUNDLE_\w+|RUNNER_\w+|USERDOMAIN|DESKTOP_SESSION|APPDIR|APPIMAGE|DYNO|MVNW_\w+|NOTIFY_SOCKET|UPSTART_JOB|\w*FLAGS|PREFIX|DESTDIR|MAKE|RELEASE_\w+|XCURSOR_\w+|QT_\w+|I3SOCK|GTK_\w+|NVIM\w*|LISTEN_FDS|NETRC|CURL_CA_BUNDLE|PKG_\w+|JEST_\w+|ACTIONS_\w+|KUBERNETES_\w+)$/

/** Variables that the code of the product reads, by the scorer's own patterns. */
export function readByCode(repository: Repository): Map<string, string> {
  const all = new Map<string, string>()
  for (const { path, text } of repository.files(SOURCE)) {
    if (BESIDE.test(path)) continue
    const code = text.replace(/^\s*(?:\/\/|#|\*|--).*$/gm, '')
    for (const pattern of READS)
      for (const [, name = ''] of code.matchAll(pattern)) if (!SYSTEMS.test(name) && !all.has(name)) all.set(name, path)
  }
  return all
}

/** Whether a library puts the name together from a prefix and the name of a flag or setting, as viper does. */
function composed(repository: Repository, name: string): boolean {
  const [prefix = '', ...rest] = name.toLowerCase().split('_')
  const settings = [rest.join('-'), rest.join('_'), rest.join('')]
  const sources = repository.files(SOURCE).map(({ text }) => text)
  return (
    sources.some((text) => /prefix/i.test(text) && text.toLowerCase().includes(`"${prefix}`)) &&
    settings.some((setting) => sources.some((text) => text.toLowerCase().includes(setting)))
  )
}

/** Of so few variables each would decide. */
const FEW = 3
/** Share of what the code reads that a README names. */
const LEAST = 0.9

/** 6. */
export const environment: Check = {
  id: 6,
  title: 'environment: nothing invented, 90 % of what the code reads',
  group: 'truth',
  gate: false,
  judge: ({ repository, readme, person }) => {
    const rows = readme.spans.filter(
      ({ text, line }) => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text) && /^\s*[|*-]/.test(readme.lines[line - 1] ?? ''),
    )
    const invented = rows
      .filter(({ text, line }) => !person(line) && !repository.mentions(text) && !composed(repository, text))
      .map(({ text, line }): Finding => ({ line, message: `no file names ${text}` }))
    const read = readByCode(repository)
    const missed = [...read].filter(([name]) => !readme.markdown.includes(name))
    const short = missed.length > read.size * (1 - LEAST) && read.size > FEW
    return !rows.length && !read.size
      ? null
      : found([
          ...invented,
          ...(short
            ? [
                {
                  line: 1,
                  message: `${read.size - missed.length} of ${read.size} variables that the code reads; not ${missed
                    .slice(0, 4)
                    .map(([name, path]) => `${name} (${path})`)
                    .join(', ')}`,
                },
              ]
            : []),
        ])
  },
}
