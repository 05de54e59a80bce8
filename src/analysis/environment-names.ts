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
CI CONTINUOUS_INTEGRATION BUILD_NUMBER BUILD_ID GITHUB_* RUNNER_* ACTIONS_* GITLAB_* CI_* CIRCLE* TRAVIS* APPVEYOR* JENKINS_* BUILDKITE* DRONE* TEAMCITY_* CODEBUILD_* BITBUCKET_* CIRRUS_* TF_BUILD AGENT_* VERCEL VERCEL_ENV VERCEL_URL VERCEL_GIT_* VERCEL_BRANCH_URL VERCEL_PROJECT_PRODUCTION_URL VERCEL_REGION NEXT_PUBLIC_VERCEL_* CF_PAGES* HEROKU_* RAILWAY_* NETLIFY RENDER DYNO FLY_* K_SERVICE KUBERNETES_* AWS_LAMBDA_* AWS_EXECUTION_ENV LAMBDA_TASK_ROOT CODESPACES GITPOD_* REPL_*
NODE_ENV NODE_OPTIONS NODE_PATH NODE_DEBUG npm_* NPM_CONFIG_* INIT_CWD YARN_* PNPM_* BUN_* DENO_* VITE_WORKER_ID TEST TEST_* VITEST* JEST_* BABEL_ENV DEV PROD SSR NEXT_RUNTIME NEXT_PHASE WEBPACK_* STORYBOOK ROLLUP_WATCH BROWSERSLIST* ESLINT_*
PYTHONPATH PYTHONHOME PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHON* VIRTUAL_ENV CONDA_* PIP_* PYTEST_* TOX_* COVERAGE_* READTHEDOCS* SPHINX* UV_* WERKZEUG_*
GOPATH GOROOT GOOS GOARCH GOFLAGS GOBIN GOPROXY CGO_* GOMAXPROCS GODEBUG
CARGO CARGO_* RUST* OUT_DIR TARGET NUM_JOBS OPT_LEVEL DEBUG_ASSERTIONS DOCS_RS DEP_* CLIPPY*
JAVA_HOME JAVA_OPTS JAVA_TOOL_OPTIONS CLASSPATH MAVEN_* GRADLE_* M2_HOME ANDROID_HOME ANDROID_SDK_ROOT KOTLIN_*
GEM_* BUNDLE_* RUBYOPT RUBYLIB RAILS_ENV RACK_ENV MIX_ENV COMPOSER_* PHP_INI_SCAN_DIR DOTNET_* ASPNETCORE_ENVIRONMENT NUGET_* MSBUILD*
SDKROOT APPIMAGE APPDIR MACOSX_DEPLOYMENT_TARGET IPHONEOS_DEPLOYMENT_TARGET CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS LD_LIBRARY_PATH DYLD_* LD_PRELOAD PKG_CONFIG* DESTDIR PREFIX MAKEFLAGS MAKE MANPATH
SOURCE_DATE_EPOCH DEBIAN_FRONTEND
COMPOSE_* DOCKER_BUILDKIT DOCKER_DEFAULT_PLATFORM DOCKER_CLI_* TAURI_DEBUG TAURI_PLATFORM* TAURI_ARCH TAURI_FAMILY TAURI_ENV_* TAURI_DEV_HOST TERMUX_* TERMINFO* DESKTOP_STARTUP_ID XDG_ACTIVATION_TOKEN PLAYWRIGHT_* PW_* E2E CYPRESS_* ELECTRON_RUN_AS_NODE ELECTRON_RENDERER_URL VSCODE_* SNAP SNAP_* FLATPAK_ID PORTABLE_EXECUTABLE_* ORIGINAL_XDG_CURRENT_DESKTOP XPC_* EXPO_OS POD_IP POD_NAME POD_NAMESPACE NODE_NAME CREDENTIALS_DIRECTORY RELEASE_ROOT RELEASE_NAME RELEASE_VSN RELEASE_NODE RELEASE_COOKIE RELEASE_DISTRIBUTION RELEASE_MODE RELEASE_SYS_CONFIG RELEASE_TMP RELEASE_VM_ARGS PUPPETEER_*
REQUEST_METHOD QUERY_STRING SCRIPT_NAME PATH_INFO REMOTE_ADDR SERVER_SOFTWARE GATEWAY_INTERFACE DOCUMENT_ROOT SCRIPT_FILENAME REQUEST_URI REMOTE_PORT REMOTE_USER SERVER_PROTOCOL HTTP_HOST HTTP_USER_AGENT HTTP_ACCEPT* HTTP_REFERER HTTP_X_* HTTP_COOKIE HTTP_CONNECTION HTTP_ORIGIN HTTP_IF_* HTTP_AUTHORIZATION HTTP_CLIENT_IP HTTP_FORWARDED HTTP_CF_*
`
/** What a person sets once for all programs: told of a program that honours it, not of a library. */
const PERSONAL = new Set(
  'HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY FTP_PROXY http_proxy https_proxy no_proxy all_proxy EDITOR VISUAL PAGER BROWSER LESS MORE MANPAGER XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS'.split(
    ' ',
  ),
)

const words = PLATFORM.trim().split(/\s+/)
const NAMES = new Set(words.filter((word) => !word.endsWith('*')))
const PREFIXES = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))

/** Is this set by the platform rather than by who configures the project? `PORT` and `DATABASE_URL` are not. */
export const isPlatformVariable = (name: string): boolean =>
  NAMES.has(name) ||
  NAMES.has(name.toUpperCase()) ||
  // What the steps of a GitHub Action pass on to each other.
  /^(?:STATE|INPUT)_[a-z]/.test(name) ||
  PREFIXES.some((prefix) => name.startsWith(prefix))
export const isPersonalVariable = (name: string): boolean => PERSONAL.has(name)

/** Prefixes of the names that bundlers and frameworks put into a page's code. */
const BUNDLED =
  /^(?:(?:MAIN_|PRELOAD_|RENDERER_)?VITE|PUBLIC|NUXT|NEXT_PUBLIC|REACT_APP|VUE_APP|GATSBY|SNOWPACK_PUBLIC|EXPO_PUBLIC|NG_APP|WXT|PLASMO_PUBLIC|STORYBOOK)_/
export const isBundledVariable = (name: string): boolean => BUNDLED.test(name)

/** Names as variables have them: at least two characters, nothing as code is named (`process.env.foo` and `fooBar` are what a build puts there), none marked private. */
export const isVariableName = (name: string): boolean =>
  /^[A-Za-z]\w{1,99}$/.test(name) &&
  ((/[A-Z]/.test(name) && !/^[a-z]+(?:[A-Z][a-z0-9]*)+$/.test(name)) || PERSONAL.has(name))

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
  // A number of a few digits is no secret, however its name sounds: `TOKEN_MINUTES`.
  if (/^(?:\d{1,5}|true|false)$/i.test(text ?? '')) return text
  if (!text || text.length > LONGEST || /[\n`]/.test(text) || SECRET_NAME.test(name) || SECRET_VALUE.test(text))
    return undefined
  return /\$\{|\$\(|^<.*>$/.test(text) ? undefined : text
}
