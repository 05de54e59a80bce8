import type { Package } from '../../detector'
import type { Facts } from '../../facts'
import type { Project } from '../../project'
import { type Build, isProduct, type Module } from './gradle'
import { scriptProperty } from './gradle-facts'
import { moduleKinds, pomKinds } from './kinds'
import type { Pom } from './pom'

/** Names of builds that only gather others say nothing of the project. */
const GATHERING = /-(?:parent|root|aggregator|build|monorepo|reactor|all)$/i

/** Modules that only test or measure the others. */
const TESTING = /(?:^|-)(?:\w*tests?|testing|jmh|benchmarks?|it)(?:-|$)/

/** A Maven project as a package. */
export function pomPackage(project: Project, pom: Pom, modules: readonly Pom[], mains: Facts['entry_points']): Package {
  const main = mains.some(({ path }) => pom.directory === '.' || path.startsWith(`${pom.directory}/`))
  return {
    ecosystem: 'maven',
    directory: pom.directory,
    manifest: pom.path,
    name: GATHERING.test(pom.artifact) ? null : pom.name,
    description: pom.description,
    version: pom.version,
    license: pom.license,
    private: !pom.distributed,
    kinds: project.role(pom.path) === 'own' && !TESTING.test(pom.artifact) ? pomKinds(project, pom, main) : [],
    members: modules.map(({ directory }) => directory),
  }
}

/** The version name of an Android application. */
function androidVersion(project: Project, { script, plugins }: Module): Package['version'] {
  const pattern = /\bversionName[ \t]{0,20}=?[ \t]{0,20}["'](\d[\w.+-]*)["']/
  const value = plugins.has('com.android.application') ? script?.text.match(pattern)?.[1] : undefined
  return script && value ? { value, sources: [project.find(script.path, pattern)] } : null
}

/** A Gradle project as a package; the root carries the build's name and its members. */
export function modulePackage(project: Project, build: Build, module: Module, mains: Facts['entry_points']): Package {
  const root = module === build.root
  // A project that is analysed by itself, as a part of a build above it.
  const alone = module.directory === '.' && build.directory !== '.'
  const own = alone ? { ...build, root: module, directory: '.' } : build
  const manifest = module.script?.path ?? build.manifest
  const main = mains.some(({ path }) =>
    path.startsWith(`${module.directory === '.' ? '' : `${module.directory}/`}src/`),
  )
  const short = { value: module.path.split(':').at(-1) ?? '', sources: [project.find(build.manifest, module.path)] }
  return {
    ecosystem: 'maven',
    directory: module.directory,
    manifest,
    name: root ? (build.name && !GATHERING.test(build.name.value) ? build.name : null) : short,
    description: root || alone ? scriptProperty(project, own, 'description', 'POM_DESCRIPTION') : null,
    version:
      root || alone
        ? (scriptProperty(project, own, 'version', 'VERSION_NAME') ??
          (alone ? scriptProperty(project, build, 'version', 'VERSION_NAME') : null))
        : androidVersion(project, module),
    license: null,
    private: ![...module.plugins].some((id) => /publish/.test(id)),
    kinds: alone || isProduct(project, build, module) ? moduleKinds(project, module, main) : [],
    members: root ? build.modules.map(({ directory }) => directory) : [],
  }
}
