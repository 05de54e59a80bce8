import type { EnvironmentRead } from './environment-patterns'
import { lineCounter } from './line-numbers'
import { baseOf, type Project } from './project'

const SCRIPT = /^(?:docker[-_]?)?(?:entry[-_]?point|entrypoint[-_.]\w+|init|start|run)(?:\.(?:sh|bash))?$/
const DOCKERFILE = /^(?:docker|container)file(?:\.[\w.-]+)?$|^[\w-]+\.dockerfile$/i
const MOST_BYTES = 32_768
/** `${NAME:-value}` and `${NAME:=value}`: what is taken where the container was started without it. */
const READ = /\$\{([A-Z][A-Z0-9_]{2,60}):[-=]([^{}$`"'\s]{1,60})\}/g

/** Bytes of a file that are read for what an image takes from its environment: those that make it, and scripts that it may start with. */
export const entrypointBytes = (path: string, bytes: number): number =>
  bytes <= MOST_BYTES && (SCRIPT.test(baseOf(path)) || DOCKERFILE.test(baseOf(path))) ? bytes : 0

/** Reads of the scripts that an image of the project starts with, each by its path. */
export function entrypointReads(project: Project): { path: string; read: EnvironmentRead }[] {
  const images = project.own(DOCKERFILE).map((path) => project.text(path) ?? '')
  const starts = images.flatMap((text) => text.match(/^\s*(?:ENTRYPOINT|CMD)\s[^\n]{1,300}/gim) ?? [])
  return project.named(SCRIPT).flatMap((path) => {
    const started = project.role(path) === 'own' && starts.some((line) => line.includes(baseOf(path)))
    const text = started ? (project.text(path) ?? '') : ''
    const lineOf = lineCounter(text)
    return [...text.matchAll(READ)].map(({ 1: name = '', 2: fallback = '', index }) => ({
      path,
      read: { name, fallback, line: lineOf(index) },
    }))
  })
}
