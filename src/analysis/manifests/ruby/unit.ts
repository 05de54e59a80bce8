import { baseOf, folderOf, type Project } from '../../project'
import { isMaintainersTool } from '../maintenance'
import { topManifests } from '../manifest-facts'
import { within } from '../within'
import { type Gemfile, readGemfile } from './gemfile'
import { type Gemspec, readGemspec } from './gemspec'
import { type RakeTask, rakeTasks } from './rakefile'

/** What one `bundle install` sees: a folder with a Gemfile or a gemspec. */
export interface Unit {
  folder: string
  gemfile: Gemfile | null
  /** The gem of the folder; the one named like the repository where several stand in it. */
  gemspec: Gemspec | null
  /** Gems below the folder that are taken by their paths. */
  members: Gemspec[]
  tasks: Map<string, RakeTask> | null
  lockfile: string | null
  /** Is the gem in the bundle, by manifest or lock file? */
  has(gem: string): boolean
  /** A file of the folder, when it exists. */
  file(name: string): string | null
  /** An executable script of the folder. */
  script(name: string): string | null
}

export const GEMSPEC = /\.gemspec$/
const MOST_MEMBERS = 60

/** Gems in the tree that Bundler finds for the root's: it looks for gemspecs up to two folders below a path that it is given. */
function membersOf(project: Project, folder: string, own: readonly Gemspec[], gemfile: Gemfile | null): Gemspec[] {
  const prefix = folder === '.' ? '' : `${folder}/`
  const named = new Set([
    ...own.flatMap(({ requirements }) => requirements.map(({ name }) => name)),
    ...(gemfile?.requirements ?? []).map(({ name }) => name),
  ])
  const paths = new Set(gemfile?.paths ?? [])
  const found: Gemspec[] = []
  for (const path of project.ending(GEMSPEC)) {
    const at = folderOf(path)
    const depth = path.slice(prefix.length).split('/').length
    if (!path.startsWith(prefix) || at === folder || depth > 4 || found.length === MOST_MEMBERS) continue
    const near = depth <= 3 && named.has(baseOf(path).replace(/\.gemspec$/, ''))
    if (project.role(path) !== 'own' || isMaintainersTool(at) || !(paths.has(at) || near)) continue
    const gem = readGemspec(project, path)
    if (gem) found.push(gem)
  }
  return found
}

function readUnit(project: Project, folder: string): Unit | null {
  const gemfile = ['Gemfile', 'gems.rb'].flatMap((name) => readGemfile(project, within(folder, name)) ?? [])[0] ?? null
  const gems = project
    .inFolder(folder)
    .filter((path) => GEMSPEC.test(path))
    .slice(0, MOST_MEMBERS)
    .flatMap((path) => readGemspec(project, path) ?? [])
  if (!gemfile && !gems.length) return null
  const gemspec = gems.find(({ name }) => name.value === project.repositoryName) ?? gems[0] ?? null
  const locks = ['Gemfile.lock', 'gems.locked'].map((name) => within(folder, name))
  const lockfile = locks.find(project.has) ?? null
  const locked = (lockfile && project.text(lockfile)) || ''
  const declared = new Set(
    [...(gemfile?.requirements ?? []), ...gems.flatMap(({ requirements }) => requirements)].map(({ name }) => name),
  )
  const file = (name: string) => (project.has(within(folder, name)) ? within(folder, name) : null)
  return {
    folder,
    gemfile,
    gemspec,
    members: membersOf(project, folder, gems, gemfile),
    tasks: rakeTasks(project, folder),
    lockfile,
    has: (gem) => declared.has(gem) || locked.includes(`\n    ${gem} (`) || locked.includes(`\n  ${gem}\n`),
    file,
    script: (name) => {
      const path = file(name)
      return path && project.files.get(path)?.mode === 'executable' ? path : null
    },
  }
}

/** Gems that tools around a project in another language need: its documentation, its releases, its mobile builds. */
const AROUND =
  /^(?:fastlane(?:-.*)?|cocoapods(?:-.*)?|xcpretty(?:-.*)?|xcode-install|xcov|slather|jazzy|danger(?:-.*)?|synx|github-pages|jekyll(?:-.*)?|just-the-docs|minima|kramdown(?:-.*)?|webrick|html-proofer|asciidoctor(?:-.*)?|rouge|mdl|travis|rake|bundler|rubocop(?:-.*)?|license_finder|licensed|dotenv|json|csv|base64|bigdecimal|logger|mutex_m|abbrev|ostruct|nkf|activesupport|concurrent-ruby|ffi|tzinfo(?:-data)?|wdm|http_parser\.rb|nokogiri|rexml|plist|openssl|terminal-notifier|terminal-table|colored2?|octokit|github_api|pry|xcodeproj|multi_json|public_suffix|addressable|drb|fpm|ronn(?:-ng)?|puppet-lint|github-linguist|erb|faraday(?:-.*)?|cucumber(?:-.*)?|aruba|rspec|builder|fpm-cookery|package_cloud)$/

/** Is the bundle the project's own, or only that of tools around it? */
function isOwn(project: Project, unit: Unit): boolean {
  if (unit.gemspec) return true
  if (unit.file('config.ru') || unit.file('config/application.rb') || isSite(unit, project)) return true
  const gems = unit.gemfile?.requirements ?? []
  const inside = unit.folder === '.' ? '' : `${unit.folder}/`
  const code = project
    .ending('.rb')
    .some(
      (path) =>
        path.startsWith(inside) &&
        project.role(path) === 'own' &&
        !/(?:^|\/)(?:fastlane|scripts?|tools?|ci|\.[^/]+|_plugins|Formula|Casks|homebrew|packaging)\//.test(path) &&
        !/(?:^|\/)(?:Podfile|Dangerfile|config)\.rb$/.test(path),
    )
  // A program on the standard library alone names no gem; a tool's bundle names its tool.
  const alone =
    gems.length === 0 && unit.gemfile !== null && project.inFolder(unit.folder).some((path) => path.endsWith('.rb'))
  return code && (alone || gems.some(({ name }) => !AROUND.test(name)))
}

/** Is the bundle what a project in another language is tested with? */
export const isTestBed = (project: Project, unit: Unit): boolean =>
  !isOwn(project, unit) &&
  (unit.has('rspec') || unit.has('minitest') || unit.has('cucumber')) &&
  ['spec', 'test', 'features'].some((folder) =>
    project.below(within(unit.folder, folder)).some((path) => /_(?:spec|test)\.rb$|\.feature$/.test(path)),
  )

/** A site that Jekyll makes of this folder: its settings, and pages beside them. */
export const isSite = (unit: Unit, project: Project): boolean =>
  unit.file('_config.yml') !== null &&
  (unit.has('jekyll') || unit.has('github-pages')) &&
  ['index.md', 'index.html', 'index.markdown', '_posts', '_layouts', '_pages', '_tabs'].some(
    (name) => unit.file(name) !== null || project.hasFolder(within(unit.folder, name)),
  )

/** The units of a repository: the root's, or else the shallowest of its own. */
export function rubyUnits(project: Project): Unit[] {
  const manifests = topManifests(project, /^Gemfile$|^gems\.rb$|\.gemspec$/)
  return [...new Set(manifests.map(folderOf))]
    .flatMap((folder) => readUnit(project, folder) ?? [])
    .filter((unit) => isOwn(project, unit) || isTestBed(project, unit))
}
