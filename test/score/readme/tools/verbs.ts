import { type Fault, isOpen, type Place } from './place'

/** Verbs that a tool brings; another one has to be called somewhere in the repository. */
const VERBS: Record<string, RegExp> = {
  cargo:
    /^(?:\+\S+|-.*|add|b|bench|build|c|check|clean|clippy|d|doc|fetch|fix|fmt|generate-lockfile|help|info|init|install|locate-project|login|metadata|miri|new|owner|package|publish|r|remove|run|rustc|rustdoc|search|t|test|tree|uninstall|update|vendor|verify-project|version|yank)$/,
  go: /^(?:-.*|bug|build|clean|doc|env|fix|fmt|generate|get|help|install|list|mod|run|telemetry|test|tool|version|vet|work)$/,
  uv: /^(?:-.*|add|auth|build|cache|export|help|init|lock|pip|publish|python|remove|run|self|sync|tool|tree|venv|version|format)$/,
  poetry:
    /^(?:-.*|about|add|build|cache|check|config|debug|env|export|help|init|install|list|lock|new|publish|remove|run|search|self|shell|show|source|sync|update|version)$/,
  flutter:
    /^(?:-.*|analyze|assemble|attach|bash-completion|build|channel|clean|config|create|devices|doctor|downgrade|drive|emulators|gen-l10n|install|logs|precache|pub|run|screenshot|symbolize|test|upgrade)$/,
  dart: /^(?:-.*|analyze|compile|create|devtools|doc|fix|format|info|pub|run|test|[\w/]+\.dart)$/,
  dotnet:
    /^(?:-.*|add|build|build-server|clean|dev-certs|ef|exec|format|fsi|help|list|msbuild|new|nuget|pack|package|project|publish|reference|remove|restore|run|script|sdk|sln|solution|store|test|tool|user-secrets|vstest|watch|workload|cake|nuke|paket|\S+\.dll)$/,
  stack:
    /^(?:-.*|bench|build|clean|config|docker|dot|eval|exec|ghc|ghci|haddock|hoogle|ide|init|install|list|ls|new|path|purge|query|repl|run|runghc|runhaskell|script|sdist|setup|templates|test|uninstall|unpack|update|upgrade|upload)$/,
  cabal:
    /^(?:-.*|v[12]-\w+|bench|build|check|clean|configure|exec|fetch|format|freeze|gen-bounds|get|haddock|help|info|init|install|list|list-bin|new-\w+|outdated|repl|report|run|sdist|test|update|upload|user-config)$/,
  swift: /^(?:-.*|build|format|package|repl|run|test|sdk|\S+\.swift)$/,
  terraform:
    /^(?:-.*|apply|console|destroy|env|fmt|force-unlock|get|graph|import|init|login|logout|metadata|output|plan|providers|refresh|show|state|taint|test|untaint|validate|version|workspace)$/,
  bundle:
    /^(?:-.*|add|binstubs|cache|check|clean|config|console|doctor|exec|gem|help|i|info|init|inject|install|licenses|list|lock|open|outdated|package|platform|plugin|pristine|remove|show|update|version|viz)$/,
  mvn: /^(?:-.*|\S+:\S+|\S+=\S+|validate|initialize|generate-\S+|process-\S+|compile|test-compile|test|prepare-package|package|pre-integration-test|integration-test|verify|install|deploy|clean|pre-clean|post-clean|site|site-deploy|pre-site|post-site)$/,
}

/** Commands that run another: what they run has to be named somewhere. */
const RUNNERS = /^(?:poetry|uv|pdm|pipenv|hatch) run |^bundle exec /

/** Why no such verb can be run: neither does the tool bring it nor is it called anywhere. */
export function unknownVerb(words: readonly string[], { repository, person }: Place): Fault {
  const [tool = '', verb = ''] = words
  const key = tool === './mvnw' ? 'mvn' : tool
  if (person || verb === '' || isOpen(verb)) return null
  if (
    Object.hasOwn(VERBS, key) &&
    !VERBS[key]?.test(verb) &&
    !repository.mentions(`${tool} ${verb}`) &&
    !repository.mentions(verb, (path) => /^\.cargo\//.test(path))
  )
    return `${tool} has no command ${verb}`
  const written = words.join(' ')
  const run = RUNNERS.test(written)
    ? written
        .replace(RUNNERS, '')
        .split(' ')
        .find((word) => !word.startsWith('-'))
    : undefined
  return run !== undefined &&
    !/[./]|^(?:python3?|rake|rails|ruby|pip)$/.test(run) &&
    !isOpen(run) &&
    !repository.mentions(run)
    ? `nothing names ${run}`
    : null
}
