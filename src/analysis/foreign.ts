import { type CommandCandidate, type Contribution, type Package, RANK } from './detector'
import type { Facts } from './facts'
import { holdsCodeOf, speaksFor } from './main-package'
import { folderOf } from './paths'
import { roleOf } from './roles'

/**
 * What detectors said, without that of manifests which are not of this project's code: one below the root that builds a language of which
 * there is none (a Gradle script that packages a C++ library), and the registry's install command of one that is only an aside (the
 * `package.json` of a project in another language), unless a document shows it.
 */
export function withoutForeign(said: readonly Contribution[], languages: Facts['languages']): Contribution[] {
  const packages = said.flatMap((one) => one.packages ?? [])
  const idle = packages.filter((one) => one.directory !== '.' && !holdsCodeOf(one, languages))
  const folders = new Set(
    idle
      .map(({ directory }) => directory)
      .filter((folder) => packages.every((one) => one.directory !== folder || idle.includes(one))),
  )
  const asides = new Set(
    packages.some((one) => one.name && speaksFor(one, languages))
      ? packages.filter((one) => !speaksFor(one, languages)).map(({ manifest }) => manifest)
      : [],
  )
  const installsAside = ({ group, rank, sources }: CommandCandidate) =>
    group === 'install' && rank < RANK.documented && sources.some(({ path }) => asides.has(path))
  const stays = ({ cwd }: { cwd: string }) => !folders.has(cwd)
  const remains = (pkg: Package) => !idle.includes(pkg)
  const hasOwn = packages.some(({ manifest }) => roleOf(manifest) === 'own')
  // What a sample that tests read, or a package that is none of this project's, asks for is nobody's requirement here.
  const isAsked = ({ sources }: Facts['runtimes'][number]) =>
    !hasOwn || sources.some(({ path }) => roleOf(path) === 'own' && !folders.has(folderOf(path)))
  return said.map((one) => ({
    ...one,
    ...(one.packages && { packages: one.packages.filter(remains) }),
    ...(one.package_managers && { package_managers: one.package_managers.filter(stays) }),
    ...(one.runtimes && { runtimes: one.runtimes.filter(isAsked) }),
    ...(one.frameworks && { frameworks: one.frameworks.filter(stays) }),
    ...(one.dependencies && {
      dependencies: one.dependencies.filter(({ manifest }) => !idle.some((pkg) => pkg.manifest === manifest)),
    }),
    ...(one.commands && { commands: one.commands.filter((command) => stays(command) && !installsAside(command)) }),
  }))
}
