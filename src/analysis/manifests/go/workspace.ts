import { join, type Project } from '../../project'
import { directives } from './module'

/** A `go.work` at the root. https://go.dev/ref/mod#go-work-file */
export interface Workspace {
  /** Folders of the modules that it uses and that exist, the root's left out. */
  members: string[]
  go: { version: string; line: number } | null
}

export function readWorkspace(project: Project): Workspace | null {
  const text = project.text('go.work')
  if (text === null) return null
  const all = directives(text)
  const go = all.find(({ verb, words }) => verb === 'go' && /^\d/.test(words[0] ?? ''))
  return {
    members: all
      .flatMap(({ verb, words }) => (verb === 'use' && words[0] ? [join('.', words[0])] : []))
      .filter((folder): folder is string => folder !== null && project.has(`${folder}/go.mod`)),
    go: go?.words[0] ? { version: go.words[0], line: go.line } : null,
  }
}
