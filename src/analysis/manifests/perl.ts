import type { Ecosystem } from '../ecosystem'
import type { Kind } from '../facts'
import { sameName } from '../names'
import { baseOf, folderOf, type Project } from '../project'
import { contributionOf, type ManifestFacts, together, topManifests } from './manifest-facts'
import { perlCommands } from './perl/commands'
import { type Distribution, MANIFESTS, readDistribution } from './perl/distribution'
import { within } from './within'

const MOST = 131_072
const MOST_MODULE = 65_536
const MOST_SCRIPT = 400
const NAMES = new Set<string>(MANIFESTS)
const WEB = /^(?:Mojolicious|Dancer2?|Catalyst(?:::Runtime)?|Kossy|Amon2|Plack|Web::Simple|Raisin)$/

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (NAMES.has(base)) return bytes <= MOST ? bytes : 0
  if (/^readme(?:\.\w+)?$/i.test(base) && !path.includes('/')) return MOST
  if (/^(?:lib|[\w-]+\/lib)\/(?:[\w-]+\/){0,3}\w+\.pm$/.test(path))
    return path.split('/').length <= 4 ? Math.min(bytes, MOST_MODULE) : 0
  return /^(?:bin|script)\/[\w-]+(?:\.pl)?$/.test(path) ? MOST_SCRIPT : 0
}

/** Name of a distribution as its users say it: `Foo-Bar` is the module `Foo::Bar`, whose last part may be what the repository goes by. */
function nameOf(project: Project, { name, module }: Distribution) {
  if (!name) return null
  const whole = module && name.value.replaceAll('-', '::') === module.value ? module.value : name.value
  const last = whole.split('::').at(-1)!
  return { ...name, value: sameName(last) === sameName(project.repositoryName) ? last : whole }
}

function perlFacts(project: Project, one: Distribution): ManifestFacts {
  const web = one.requirements.some(({ name, scope }) => scope === 'runtime' && WEB.test(name))
  const application = ['app.psgi', 'bin/app.psgi', 'templates', 'views'].some(
    (name) => project.has(within(one.folder, name)) || project.hasFolder(within(one.folder, name)),
  )
  const kinds: Kind[] = web && application ? ['web-app'] : []
  if (one.programs.length) kinds.push('cli')
  if (one.module && !/^App::/.test(one.module.value)) kinds.push('library')
  // A framework's generator and a library's little helper are beside the modules.
  if (one.module && one.programs.length && !one.programs.some(({ entry }) => baseOf(entry) === one.name?.value))
    kinds.sort((a, b) => Number(b === 'library') - Number(a === 'library'))
  const lock = within(one.folder, 'cpanfile.snapshot')
  const library = one.module && within(one.folder, `lib/${one.module.value.replaceAll('::', '/')}.pm`)
  return {
    name: nameOf(project, one),
    description: one.abstract,
    version: one.version,
    license: one.license,
    private: one.module === null,
    kinds,
    ...(project.has(lock) && { lockfile: lock }),
    requirements: one.requirements,
    runtimes: one.perl ? [{ name: 'perl', constraint: one.perl.value, sources: one.perl.sources }] : [],
    commands: perlCommands(project, one),
    binaries: one.programs.map(({ entry, source }) => ({
      name: baseOf(entry).replace(/\.pl$/, ''),
      entry,
      sources: [source],
    })),
    entry_points: [
      ...(library && project.has(library)
        ? [{ path: library, what: `Module ${one.module!.value}`, sources: one.module!.sources }]
        : []),
      ...one.programs.map(({ entry, source }) => ({
        path: entry,
        what: `Program ${baseOf(entry)}`,
        sources: [source],
      })),
    ],
  }
}

/** Perl projects: distributions of CPAN and applications with a cpanfile (https://metacpan.org/pod/CPAN::Meta::Spec). */
export const perl: Ecosystem = {
  name: 'perl',
  packages: { cpan: ['Perl', 'XS', 'Raku'] },
  tools: [
    { tools: ['cpanm'], manifest: /^(?:cpanfile|Makefile\.PL|Build\.PL)$/, verbs: [['--installdeps', 'setup']] },
    {
      tools: ['dzil'],
      manifest: /^dist\.ini$/,
      verbs: [
        ['build', 'build'],
        ['test', 'test'],
      ],
    },
    {
      tools: ['prove'],
      manifest: /^(?:cpanfile|Makefile\.PL|Build\.PL|dist\.ini|minil\.toml)$/,
      verbs: [['', 'test']],
    },
    { tools: ['plackup'], manifest: /\.psgi$/, verbs: [['', 'run']] },
  ],
  extensions: ['', 'pl', 'pm', 'ini', 'toml', 'json'],
  wants,
  detect(project) {
    const folders = new Set(topManifests(project, (base) => NAMES.has(base) && base !== 'META.json').map(folderOf))
    return together(
      [...folders].flatMap((folder) => {
        const one = readDistribution(project, folder)
        // OpenResty's packages have a dist.ini as well, and tests in Perl.
        const isCode = (path: string) => project.role(path) === 'own' && !/(?:^|\/)(?:x?t|inc)\//.test(path)
        const isPerl = one?.module || project.ending(/^\.(?:pl|pm|psgi)$/).some(isCode)
        return one && isPerl ? [contributionOf('cpan', 'cpan', one.manifest, perlFacts(project, one))] : []
      }),
    )
  },
}
