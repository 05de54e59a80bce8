import type { Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'

const EXTENSIONS = ['clj', 'cljc', 'cljs']

/** File of a namespace in the source folders that are usual: `acme.core` is `src/acme/core.clj`. */
export function sourceOf(project: Project, directory: string, namespace: string): string | null {
  const base = namespace
    .replace(/^\^:\w+\s*/, '')
    .replace(/-/g, '_')
    .replaceAll('.', '/')
  for (const folder of ['src', 'src/clj', 'src/cljc', 'src/main/clojure', 'src/main', 'server/src'])
    for (const extension of EXTENSIONS) {
      const path = within(directory, `${folder}/${base}.${extension}`)
      if (project.has(path)) return path
    }
  return null
}

/** A test namespace below a folder; `null` without any. */
export function testsIn(project: Project, directory: string): Source | null {
  const path = project
    .named(/_test\.clj[cs]?$|^test_\w+\.clj[cs]?$/)
    .find((one) => (directory === '.' || one.startsWith(`${directory}/`)) && /(?:^|\/)test\//.test(one))
  return path ? { path } : null
}
