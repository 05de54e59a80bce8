import type { Source, Sourced } from '../../facts'
import { join, lineAt, type Project, record, string } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'

/** What the manifests of a CPAN distribution say together (https://metacpan.org/pod/CPAN::Meta::Spec). */
export interface Distribution {
  folder: string
  manifest: string
  /** The module by which it is installed: `App::Ack` of the distribution `ack`. */
  module: Sourced | null
  name: Sourced | null
  abstract: Sourced | null
  version: Sourced | null
  license: Sourced | null
  perl: Sourced | null
  programs: { entry: string; source: Source }[]
  requirements: Requirement[]
  /** Native code beside the modules. */
  native: boolean
}

/** Files that build a distribution or list what it needs, the surest first. */
export const MANIFESTS = [
  'dist.ini',
  'Makefile.PL',
  'Build.PL',
  'minil.toml',
  'cpanfile',
  'META.json',
  'META6.json',
] as const

const LICENSES = new Map(
  Object.entries({
    perl: 'Artistic-1.0-Perl OR GPL-1.0-or-later',
    perl_5: 'Artistic-1.0-Perl OR GPL-1.0-or-later',
    artistic_2: 'Artistic-2.0',
    artistic2: 'Artistic-2.0',
    artistic_2_0: 'Artistic-2.0',
    mit: 'MIT',
    apache_2_0: 'Apache-2.0',
    bsd: 'BSD-3-Clause',
    gpl_2: 'GPL-2.0-only',
    gpl_3: 'GPL-3.0-only',
    lgpl_2_1: 'LGPL-2.1-only',
    lgpl_3_0: 'LGPL-3.0-only',
    mozilla_2_0: 'MPL-2.0',
  }),
)
const MOST_REQUIREMENTS = 300

/** `5.010001` and `v5.10.1` are written as people say them: `5.10.1`. */
export function perlVersion(value: string): string {
  const match = value.replace(/_/g, '').match(/^5\.(\d{3})(\d{1,3})?$/)
  if (!match) return value.replace(/^v/, '')
  const patch = match[2] ? Number(match[2].padEnd(3, '0')) : 0
  return `5.${Number(match[1])}${patch ? `.${patch}` : ''}`
}

interface Text {
  path: string
  text: string
}
const at = ({ path, text }: Text, index: number): Source => ({ path, line: lineAt(text, index) })

/** The first match's first group, as a fact. */
function say(file: Text | null, pattern: RegExp): Sourced | null {
  const match = file?.text.match(pattern)
  const value = match?.[1]?.trim()
  return file && match && value ? { value, sources: [at(file, match.index!)] } : null
}

/** A key of `WriteMakefile` or `Module::Build->new`: `NAME => 'x'`. */
const key = (names: string) =>
  new RegExp(`(?:^|[\\s,({])["']?(?:${names})["']?\\s*=>\\s*["'q]?[({]?\\s*["']?([^"',)}\\n]{1,300})`, 'm')

/** Dependencies of one hash: `PREREQ_PM => { 'A::B' => '1.0' }`. */
function hash(file: Text | null, names: string, scope: Requirement['scope']): Requirement[] {
  const match = file?.text.match(new RegExp(`["']?(?:${names})["']?\\s*=>\\s*\\{([^{}]{0,8000})\\}`))
  if (!file || !match) return []
  const start = match.index! + match[0].indexOf('{')
  const entry = /(?:^|[\s,(])["']?([A-Za-z]\w*(?:::\w+)*)["']?\s*=>\s*(?:["']([^"'\n]{0,60})["']|(\d[\w.]{0,20}))/g
  return [...match[1]!.matchAll(entry)].map((one) => {
    const version = (one[2] ?? one[3] ?? '').trim()
    const stated = version !== '' && !/^0(?:\.0+)?$/.test(version)
    return { name: one[1]!, ...(stated && { version }), scope, source: at(file, start + 1 + one.index) }
  })
}

/** `requires 'A::B', '1.0';` of a cpanfile, in the phase of the `on` block around it (https://metacpan.org/pod/cpanfile). */
function cpanfile(file: Text | null): Requirement[] {
  if (!file) return []
  let phase = 'runtime'
  return file.text.split('\n', 2_000).flatMap((whole, index) => {
    const line = whole.slice(0, 400).trim()
    const opens = line.match(/^on\s+["']?(\w+)["']?\s*=>\s*sub\b/)?.[1]
    if (opens) phase = opens
    const match = line.match(
      /^(?:on\s.*?\{\s*)?(test_|author_|configure_)?(requires|recommends|suggests)\s*\(?\s*["']([\w:]+)["'](?:\s*(?:,|=>)\s*["']?([\w.<>=! ,]+?)["']?)?\s*\)?\s*;/,
    )
    if (/^\}\s*;/.test(line) || (opens && /\}\s*;\s*$/.test(line)))
      phase = opens && !/\}\s*;/.test(line) ? phase : 'runtime'
    if (!match) return []
    const within = opens ?? phase
    const scope =
      match[1] === 'test_' || match[1] === 'author_' || /^(?:test|develop)$/.test(within)
        ? 'dev'
        : match[1] || within === 'configure' || within === 'build'
          ? 'build'
          : match[2] === 'requires'
            ? 'runtime'
            : 'optional'
    return [
      {
        name: match[3]!,
        ...(match[4] && match[4] !== '0' && { version: match[4] }),
        scope: scope as Requirement['scope'],
        source: { path: file.path, line: index + 1 },
      },
    ]
  })
}

/** Sections `[Prereqs]`, `[Prereqs / TestRequires]` of Dist::Zilla. */
function distIni(file: Text | null): Requirement[] {
  if (!file) return []
  let scope: Requirement['scope'] | null = null
  return file.text.split('\n', 2_000).flatMap((whole, index) => {
    const line = whole.slice(0, 300)
    const section = line.match(/^\[\s*(Prereqs)?\s*(?:\/\s*(\w+))?[^\]]*\]/)
    if (section)
      scope = section[1]
        ? /^(?:Test|Develop)/.test(section[2] ?? '')
          ? 'dev'
          : /^(?:Build|Configure)/.test(section[2] ?? '')
            ? 'build'
            : 'runtime'
        : null
    const match = scope && line.match(/^([A-Za-z]\w*(?:::\w+)*)\s*=\s*(\S*)/)
    if (!match || !scope || match[1] === 'perl') return []
    return [
      {
        name: match[1]!,
        ...(match[2] && match[2] !== '0' && { version: match[2] }),
        scope,
        source: { path: file.path, line: index + 1 },
      },
    ]
  })
}

/** Programs that are listed, or the scripts of the folders from which builders take them. */
function programsOf(project: Project, folder: string, file: Text | null): Distribution['programs'] {
  const match = file?.text.match(/\b(?:EXE_FILES|script_files)["']?\s*=>\s*\[([^\]]{0,2000})\]/)
  if (file && match)
    return [...match[1]!.matchAll(/["']([\w./-]+)["']|qw[({[]([^)}\]]*)/g)]
      .flatMap(([, one, words]) => (one ? [one] : (words ?? '').trim().split(/\s+/)))
      .flatMap((one) => {
        const entry = join(folder, one)
        return entry && project.has(entry) ? [{ entry, source: at(file, match.index!) }] : []
      })
  if (file?.path.endsWith('Makefile.PL') && !/install_script/.test(file.text)) return []
  return ['bin', 'script']
    .flatMap((name) => project.inFolder(within(folder, name)))
    .filter((path) => /\/[\w-]+(?:\.pl)?$/.test(path) && /^#!.*perl/.test(project.text(path) ?? ''))
    .map((entry) => ({ entry, source: { path: entry } }))
}

/** The module's line `Name - what it does` below `=head1 NAME`. */
function podAbstract(project: Project, path: string | null): Sourced | null {
  const text = path && project.text(path)
  const match = text ? text.match(/^=head1 NAME\s{1,20}(?:[\w:.-]+)\s+-+\s+([^\n]{4,300})/m) : null
  return path && text && match
    ? { value: match[1]!.trim(), sources: [{ path, line: lineAt(text, match.index! + match[0].indexOf(match[1]!)) }] }
    : null
}

export function readDistribution(project: Project, folder: string): Distribution | null {
  const named = MANIFESTS.map((name) => within(folder, name)).filter(project.has)
  const manifest = named[0]
  if (!manifest) return null
  const read = (name: string): Text | null => {
    const path = within(folder, name)
    const text = project.has(path) ? project.text(path) : null
    return text === null ? null : { path, text: text.replace(/^([ \t]*)#.*$/gm, '$1') }
  }
  const [ini, make, build, list] = [read('dist.ini'), read('Makefile.PL'), read('Build.PL'), read('cpanfile')]
  const maker = make ?? build
  const meta = project.json(within(folder, 'META.json'))
  const stated = (field: string): Sourced | null => {
    const value = string(record(meta?.value)[field])
    return meta && value ? { value, sources: [meta.at(field)] } : null
  }
  const name =
    say(ini, /^name\s*=\s*(\S+)/m) ??
    say(maker, key('NAME|module_name|dist_name|DISTNAME')) ??
    say(maker, /^[ \t]*name\s+["']([\w:-]+)["']/m) ??
    say(read('minil.toml'), /^name\s*=\s*"([^"]+)"/m) ??
    stated('name')
  const from =
    say(maker, key('VERSION_FROM|dist_version_from|ALL_FROM')) ??
    say(maker, /^[ \t]*all_from\s+["']([\w./-]+)["']/m) ??
    say(ini, /^main_module\s*=\s*(\S+)/m)
  const candidates = [from?.value, name && `lib/${name.value.replace(/::|-/g, '/')}.pm`].flatMap(
    (one) => (one && join(folder, one)) ?? [],
  )
  const main = candidates.find((path) => path && project.has(path)) ?? null
  const module = main?.match(/(?:^|\/)lib\/(.+)\.pm$/)?.[1]?.replaceAll('/', '::')
  const text = main ? { path: main, text: project.text(main) ?? '' } : null
  const license =
    say(ini, /^license\s*=\s*(\S+)/m) ??
    say(maker, key('LICENSE|license')) ??
    say(maker, /^[ \t]*license\s+["']([\w-]+)["']/m)
  const spdx = license && LICENSES.get(license.value.toLowerCase())
  const perl =
    say(list, /^requires\s+["']perl["']\s*(?:,|=>)\s*["']?v?([\d._]+)/m) ??
    say(maker, key('MIN_PERL_VERSION')) ??
    say(ini, /^perl\s*=\s*v?([\d._]+)/m) ??
    say(maker, /^use\s+v?(5[\d._]+)\s*;/m) ??
    say(text, /^use\s+v?(5[\d._]+)\s*;/m)
  const requirements = [
    ...distIni(ini),
    ...hash(maker, 'PREREQ_PM|requires', 'runtime'),
    ...hash(maker, 'TEST_REQUIRES|test_requires', 'dev'),
    ...hash(maker, 'BUILD_REQUIRES|CONFIGURE_REQUIRES|build_requires|configure_requires', 'build'),
    ...cpanfile(list),
  ]
  const once = requirements.filter(
    (one, index) => one.name !== 'perl' && requirements.findIndex((other) => other.name === one.name) === index,
  )
  return {
    folder,
    manifest,
    module: module && main ? { value: module, sources: from?.sources ?? name?.sources ?? [{ path: main }] } : null,
    name,
    abstract:
      say(ini, /^abstract\s*=\s*(\S.*)/m) ??
      say(maker, key('ABSTRACT|dist_abstract')) ??
      stated('abstract') ??
      podAbstract(project, main),
    version:
      say(ini, /^version\s*=\s*v?(\d\S*)/m) ??
      say(maker, /(?:^|[\s,(])VERSION\s*=>\s*["']?v?(\d[\w.]*)/m) ??
      say(text, /^[ \t]*(?:our[ \t]+|package[ \t]+[\w:]+[ \t]*v?)?\$?(?:[\w:]*VERSION)\s*=\s*["']?v?(\d[\d._]*)/m) ??
      say(text, /^package\s+[\w:]+\s+v?(\d[\d._]*)/m),
    license: license && spdx ? { value: spdx, sources: license.sources } : null,
    perl: perl && { ...perl, value: `>=${perlVersion(perl.value)}` },
    programs: programsOf(project, folder, maker),
    requirements: once.slice(0, MOST_REQUIREMENTS),
    native: project.inFolder(folder).some((path) => path.endsWith('.xs')),
  }
}
