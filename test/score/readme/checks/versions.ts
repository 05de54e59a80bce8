import type { Repository } from '../repository'
import { type Check, type Finding, found } from '../subject'

interface Runtime {
  /** How a README names it, before its version. */
  said: RegExp
  /** Files that say which version, and the line that does. */
  declared: readonly [RegExp, RegExp][]
}

const TOOLS_FILE = (name: string): [RegExp, RegExp] => [
  /(?:^|\/)(?:\.tool-versions|mise\.toml|\.mise\.toml)$/,
  new RegExp(`^\\s*"?(?:${name})"?[\\s=]+["']?(.*)$`, 'gm'),
]

const RUNTIMES: readonly Runtime[] = [
  {
    said: /\bNode(?:\.js)?(?: version)?s? v?(?:>=|\^|~)? ?v?(\d+(?:\.\d+)*)/gi,
    declared: [
      [/(?:^|\/)package\.json$/, /"node"\s*:\s*"([^"]+)"/g],
      [/(?:^|\/)\.n(?:vmrc|ode-version)$/, /(.+)/g],
      [/(?:Dockerfile[^/]*|\.ya?ml)$/, /\bnode(?:-version)?["']?:\s*(.+)|\bFROM\s+\S*node:(\S+)/g],
      TOOLS_FILE('node(?:js)?'),
      [/\.nix$/, /nodejs[_-](\d+)/g],
    ],
  },
  {
    said: /\bPython(?: version)?s? v?(?:>=|\^|~=?|==)? ?(\d+(?:\.\d+)*)/gi,
    declared: [
      [/(?:^|\/)pyproject\.toml$/, /(?:requires-python|^python)\s*=\s*(.+)/gm],
      [/(?:^|\/)setup\.(?:py|cfg)$/, /python_requires\s*=\s*(.+)/g],
      [/(?:^|\/)(?:\.python-version|runtime\.txt)$/, /(.+)/g],
      [/Dockerfile[^/]*$/, /python:?(\d\S+)/g],
      [/(?:^|\/)(?:environment[^/]*\.ya?ml|Pipfile|pixi\.toml|tox\.ini)$/, /python(?:_version)?\s*[=:<>~!]+\s*(.+)/g],
      [/\.ya?ml$/, /python(?:-version)?["']?:\s*(.+)/g],
      TOOLS_FILE('python'),
    ],
  },
  {
    said: /\bGo(?:lang)?(?: version)? v?(?:>=)? ?(\d+\.\d+(?:\.\d+)?)/g,
    declared: [[/(?:^|\/)go\.(?:mod|work)$/, /^(?:go|toolchain)\s+(?:go)?(\S+)/gm], TOOLS_FILE('go(?:lang)?')],
  },
  {
    said: /\bRust(?: version)? v?(?:>=)? ?(\d+\.\d+(?:\.\d+)?)/g,
    declared: [
      [/(?:^|\/)Cargo\.toml$/, /^rust-version\s*=\s*"([^"]+)/gm],
      [/(?:^|\/)rust-toolchain(?:\.toml)?$/, /(.+)/g],
      [/(?:^|\/)\.?clippy\.toml$/, /msrv\s*=\s*"([^"]+)/g],
      TOOLS_FILE('rust'),
    ],
  },
  {
    said: /\b(?:Java|JDK)(?: version)? v?(?:>=)? ?(\d+(?:\.\d+)?)/g,
    declared: [
      [
        /pom\.xml$/,
        /<(?:java\.version|maven\.compiler\.\w+|release|source|target|jdk\.version|javaVersion|[\w.]*java[\w.]*)>([^<]+)/g,
      ],
      [
        /\.gradle(?:\.kts)?$|\.(?:kt|kts|properties|toml|groovy)$/,
        /(?:JavaLanguageVersion\.of\(|jvmToolchain\(|JavaVersion\.VERSION_|jvmTarget\D{0,20}|[jJ]ava\w*\s*=\s*|sourceCompatibility\D{0,20}|jdk\w*\W+)"?([\d_.]+)/g,
      ],
      [/\.ya?ml$/, /java(?:-version)?["']?:\s*(.+)/g],
      [/(?:^|\/)(?:\.java-version|\.sdkmanrc|system\.properties)$/, /(.+)/g],
      TOOLS_FILE('java'),
    ],
  },
  {
    said: /\bPHP(?: version)? v?(?:>=|\^|~)? ?(\d+(?:\.\d+)*)/g,
    declared: [
      [/(?:^|\/)composer\.json$/, /"php(?:-64bit)?"\s*:\s*"([^"]+)"/g],
      [/\.php$/, /Requires PHP:\s*(.+)/g],
    ],
  },
  {
    said: /\bRuby(?: version)? v?(?:>=|~>)? ?(\d+\.\d+(?:\.\d+)*)/g,
    declared: [
      [/\.gemspec$/, /required_ruby_version\s*=?\s*(.+)/g],
      [/(?:^|\/)\.ruby-version$/, /(.+)/g],
      [/(?:^|\/)Gemfile$/, /^ruby\s+(.+)/gm],
      [/Dockerfile[^/]*$/, /ruby:?(\d\S+)|RUBY_VERSION=(\S+)/g],
      TOOLS_FILE('ruby'),
    ],
  },
  {
    said: /\bElixir(?: version)? v?(?:>=|~>)? ?(\d+\.\d+(?:\.\d+)?)/g,
    declared: [[/(?:^|\/)mix\.exs$/, /elixir:\s*(.+)/g], TOOLS_FILE('elixir')],
  },
  {
    said: /\.NET(?: SDK| Core)?(?: version)? v?(?:>=)? ?(\d+(?:\.\d+)*)/g,
    declared: [
      [
        /\.(?:cs|fs|vb)proj$|\.props$|\.targets$/,
        /<TargetFrameworks?>([^<]+)|<(?:\w*TargetFramework\w*|TFM\w*|\w*Tfm\w*)>([^<]+)/g,
      ],
      [/(?:^|\/)global\.json$/, /"version"\s*:\s*"([^"]+)"/g],
    ],
  },
  {
    said: /\bDart(?: SDK)?(?: version)? v?(?:>=|\^)? ?(\d+\.\d+(?:\.\d+)?)/g,
    declared: [[/(?:^|\/)pubspec\.yaml$/, /^\s*sdk:\s*(.+)/gm]],
  },
  {
    said: /\bFlutter(?: version)? v?(?:>=|\^)? ?(\d+\.\d+(?:\.\d+)?)/g,
    declared: [
      [/(?:^|\/)pubspec\.yaml$/, /^\s*flutter:\s*["']?(.*\d.*)/gm],
      [/(?:^|\/)\.fvm(?:rc|\/fvm_config\.json)$/, /"flutter\w*"\s*:\s*"([^"]+)"/g],
      TOOLS_FILE('flutter'),
      [/\.ya?ml$/, /flutter-version["']?:\s*(.+)/g],
    ],
  },
]

/** Numbers of versions, zeros at their end left out, `1.8` of Java as 8. */
const numbers = (text: string) =>
  (text.replaceAll('_', '.').match(/\d+(?:\.\d+)*/g) ?? []).flatMap((one) => [
    one.replace(/(?:\.0)+$/, ''),
    one.replace(/^1\.(?=[5-8]$)/, ''),
  ])

function declaredVersions(repository: Repository, { declared }: Runtime): string[] {
  return declared.flatMap(([file, line]) =>
    repository
      .files(file)
      .flatMap(({ text }) => [...text.matchAll(line)].flatMap((hit) => numbers(hit.slice(1).join(' ')))),
  )
}

/** 5. A version that the README asks for is one that some file declares. */
export const versions: Check = {
  id: 5,
  title: "runtime versions equal the manifest's",
  group: 'truth',
  gate: false,
  judge: ({ repository, readme, person }) => {
    const findings: Finding[] = []
    for (const runtime of RUNTIMES) {
      let known: string[] | undefined
      for (const { text, line } of readme.prose) {
        for (const [words, version = ''] of text.matchAll(runtime.said)) {
          if (person(line) && !/requir|need|or (?:later|newer|higher|above)|\+|minimum|at least/i.test(text)) continue
          known ??= declaredVersions(repository, runtime)
          const [number = ''] = numbers(version)
          const holds = !known.length
            ? person(line)
            : known.some(
                (one) =>
                  one === number || one.startsWith(`${number}.`) || (person(line) && number.startsWith(`${one}.`)),
              )
          if (!holds)
            findings.push({
              line,
              message: `${words}: ${known.length ? `the files say ${[...new Set(known)].slice(0, 4).join(', ')}` : 'no file says so'}`,
            })
        }
      }
    }
    return found(findings)
  },
}
