/**
 * Variables that the system, the shell, a terminal, a CI service or a build tool sets: nobody configures the project with them.
 * Space-separated names; a trailing `*` takes every name that begins so.
 */
const PLATFORM = `
HOME PATH PWD OLDPWD USER USERNAME LOGNAME SHELL SHLVL HOSTNAME HOST_OS OS OSTYPE TMP TEMP TMPDIR LANG LANGUAGE LC_* TZ
APPDATA LOCALAPPDATA USERPROFILE HOMEDRIVE HOMEPATH PROGRAMFILES* PROGRAMDATA SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT PROCESSOR_*
TERM TERM_* TMUX_* ZELLIJ* MSYS* ConEmuPID COLORTERM COLORFGBG COLUMNS LINES NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE WT_SESSION DISPLAY WAYLAND_DISPLAY XDG_SESSION_* XDG_CURRENT_DESKTOP XDG_RUNTIME_DIR
SSH_* SUDO_* MSYSTEM WSL_* TMUX STY DBUS_* INVOCATION_ID NOTIFY_SOCKET LISTEN_* JOURNAL_STREAM COMP_WORDS COMP_CWORD COMP_LINE COMP_POINT _
GIT_* ProgramFiles* SystemRoot ConEmuANSI ANSICON RANK LOCAL_RANK WORLD_SIZE MASTER_ADDR MASTER_PORT
CI CONTINUOUS_INTEGRATION BUILD_NUMBER BUILD_ID GITHUB_* RUNNER_* ACTIONS_* GITLAB_* CI_* CIRCLE* TRAVIS* APPVEYOR* JENKINS_* BUILDKITE* DRONE* TEAMCITY_* CODEBUILD_* BITBUCKET_* CIRRUS_* TF_BUILD AGENT_* VERCEL VERCEL_ENV VERCEL_URL VERCEL_GIT_* NETLIFY RENDER DYNO FLY_* K_SERVICE KUBERNETES_* AWS_LAMBDA_* AWS_EXECUTION_ENV LAMBDA_TASK_ROOT CODESPACES GITPOD_* REPL_*
NODE_ENV NODE_OPTIONS NODE_PATH NODE_DEBUG npm_* NPM_CONFIG_* INIT_CWD YARN_* PNPM_* BUN_* DENO_* VITE_WORKER_ID TEST TEST_* VITEST* JEST_* BABEL_ENV DEV PROD SSR MODE BASE_URL NEXT_RUNTIME NEXT_PHASE WEBPACK_* STORYBOOK ROLLUP_WATCH BROWSERSLIST* ESLINT_*
PYTHONPATH PYTHONHOME PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHON* VIRTUAL_ENV CONDA_* PIP_* PYTEST_* TOX_* COVERAGE_* READTHEDOCS* SPHINX* UV_* WERKZEUG_*
GOPATH GOROOT GOOS GOARCH GOFLAGS GOBIN GOPROXY CGO_* GOMAXPROCS GODEBUG
CARGO CARGO_* RUST* OUT_DIR TARGET HOST PROFILE NUM_JOBS OPT_LEVEL DEBUG_ASSERTIONS DOCS_RS DEP_* CLIPPY*
JAVA_HOME JAVA_OPTS JAVA_TOOL_OPTIONS CLASSPATH MAVEN_* GRADLE_* M2_HOME ANDROID_HOME ANDROID_SDK_ROOT KOTLIN_*
GEM_* BUNDLE_* RUBYOPT RUBYLIB RAILS_ENV RACK_ENV MIX_ENV COMPOSER_* PHP_INI_SCAN_DIR DOTNET_* ASPNETCORE_ENVIRONMENT NUGET_* MSBUILD*
SDKROOT APPIMAGE APPDIR MACOSX_DEPLOYMENT_TARGET IPHONEOS_DEPLOYMENT_TARGET CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS LD_LIBRARY_PATH DYLD_* LD_PRELOAD PKG_CONFIG* DESTDIR PREFIX MAKEFLAGS MAKE MANPATH
HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY FTP_PROXY http_proxy https_proxy no_proxy all_proxy SOURCE_DATE_EPOCH DEBIAN_FRONTEND
COMPOSE_* DOCKER_BUILDKIT DOCKER_DEFAULT_PLATFORM DOCKER_CLI_* TAURI_DEBUG TAURI_PLATFORM* TAURI_ARCH TAURI_FAMILY TAURI_ENV_* TAURI_DEV_HOST TERMUX_* TERMINFO* DESKTOP_STARTUP_ID XDG_ACTIVATION_TOKEN PLAYWRIGHT_* CYPRESS_* PUPPETEER_*
REQUEST_METHOD QUERY_STRING SCRIPT_NAME PATH_INFO REMOTE_ADDR SERVER_SOFTWARE GATEWAY_INTERFACE DOCUMENT_ROOT HTTP_*
`
/** What a person sets once for all programs: told of a program that honours it, not of a library. */
const PERSONAL = new Set(
  'EDITOR VISUAL PAGER BROWSER LESS MORE MANPAGER XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS'.split(
    ' ',
  ),
)

const words = PLATFORM.trim().split(/\s+/)
const NAMES = new Set(words.filter((word) => !word.endsWith('*')))
const PREFIXES = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))

/** Is this set by the platform rather than by who configures the project? `PORT` and `DATABASE_URL` are not. */
export const isPlatformVariable = (name: string): boolean =>
  NAMES.has(name) || NAMES.has(name.toUpperCase()) || PREFIXES.some((prefix) => name.startsWith(prefix))
export const isPersonalVariable = (name: string): boolean => PERSONAL.has(name)

/** Names as variables have them: at least two characters, no lower-case word alone (`process.env.foo` is seldom a setting), none marked private. */
export const isVariableName = (name: string): boolean => /^[A-Za-z]\w{1,99}$/.test(name) && /[A-Z]/.test(name)

const SECRET_NAME =
  /SECRET|PASSW|PASSPHRASE|(?:^|_)PASS(?:$|_)|(?:^|_)PWD$|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE|CREDENTIAL|(?:^|_)KEY(?:$|_)|SALT|SIGNATURE|COOKIE|WEBHOOK|(?:^|_)DSN$|(?:^|_)AUTH$|_CERT(?:$|_)|ENCRYPT/i
const SECRET_VALUE =
  /-----BEGIN|:\/\/[^\s/@:]*:[^\s/@]+@|^(?:sk|pk|rk|ghp|gho|ghs|xox[abprs]|glpat|AKIA|AIza|eyJ)[-_A-Za-z0-9]{8,}|api_?key|secret|password|(?:^|[^A-Za-z0-9+/=_-])[A-Za-z0-9+/=_-]{32,}(?:$|[^A-Za-z0-9+/=_-])/i
/** Longest default that a table can hold. */
const LONGEST = 80

/**
 * A default as it may be shown: `undefined` for an empty one, one that looks like a secret by its name or by itself,
 * one that refers to other variables, and one too long for a table.
 */
export function shownDefault(name: string, value: string | null | undefined): string | undefined {
  const text = value?.trim()
  if (!text || text.length > LONGEST || /[\n`]/.test(text) || SECRET_NAME.test(name) || SECRET_VALUE.test(text))
    return undefined
  return /\$\{|\$\(|^<.*>$/.test(text) ? undefined : text
}
