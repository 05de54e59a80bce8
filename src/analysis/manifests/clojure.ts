import type { Ecosystem } from '../ecosystem'
import { baseOf, folderOf } from '../project'
import { depsProject } from './clojure/deps-edn'
import { leiningenProject } from './clojure/leiningen'
import { babashkaTasks, shadowBuilds } from './clojure/tasks'
import { tools } from './clojure/tools'
import { together, topManifests } from './manifest-facts'
import { isReadme, MOST_README } from './readme-mention'

const MOST_MANIFEST = 131_072

function wants(path: string, bytes: number): number {
  if (/^(?:project\.clj|deps\.edn|build\.clj|bb\.edn|shadow-cljs\.edn)$/.test(baseOf(path)))
    return bytes <= MOST_MANIFEST ? bytes : 0
  return isReadme(path) ? MOST_README : 0
}

/** Clojure projects: Leiningen, tools.deps, Babashka's tasks and shadow-cljs. */
export const clojure: Ecosystem = {
  name: 'clojure',
  packages: { clojars: ['Clojure', 'Java'] },
  tools,
  extensions: ['clj', 'edn'],
  wants,
  detect(project) {
    const leins = topManifests(project, 'project.clj')
    const folders = new Set(leins.map(folderOf))
    const projects = leins.flatMap((path) => leiningenProject(project, path) ?? [])
    const shadows = topManifests(project, 'shadow-cljs.edn').map((path) => ({
      folder: folderOf(path),
      ...shadowBuilds(project, path),
    }))
    const deps = topManifests(project, 'deps.edn').flatMap((path) => {
      const folder = folderOf(path)
      const pages = shadows.some((one) => one.folder === folder && one.pages)
      return depsProject(project, path, { beside: folders.has(folder), pages }) ?? []
    })
    const tasks = project.has('bb.edn') ? babashkaTasks(project, 'bb.edn') : []
    return together([...projects, ...deps, { commands: [...tasks, ...shadows.flatMap(({ commands }) => commands)] }])
  },
}
