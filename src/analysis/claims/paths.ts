import { reach } from '../paths'
import { folderOf } from '../project'
import { isPlaceholder, onDisk } from './absence'
import type { Check, Judged } from './claim'
import { nearPath } from './near'

const PATH = /^(?:\.\/)?[\w@+-][\w.@+-]*(?:\/[\w.@+-]+)+$/
const EXTENSION = /\.[A-Za-z][\w]{0,7}$/
const MOST = 3_000

/**
 * Paths that stand as code in a sentence. One counts as missing only where the folder that it begins in exists and a file by its name has
 * moved or changed its extension: else it may be the reader's own, or what a program makes.
 */
export const pathClaims: Check = (ground) => {
  const { project, reading, folder } = ground
  return reading.code.slice(0, MOST).flatMap(({ text, line }): Judged[] => {
    const name = text.replace(/\/$/, '')
    if (!PATH.test(name) || !EXTENSION.test(name) || name.length > 200) return []
    const places = [...new Set(['.', folder])].map((from) => onDisk(ground, from, name))
    const claim = { kind: 'path' as const, line, claim: text }
    if (places.includes('there')) return [{ ...claim, verdict: 'holds' }]
    const path = reach(project, '.', name)
    if (places.includes('unknown') || path === null || isPlaceholder(name.replace(EXTENSION, ''))) return []
    const near = nearPath(project, path)
    if (
      near === null ||
      near.endsWith(`/${path}`) ||
      project.role(near) !== 'own' ||
      !project.hasFolder(folderOf(path))
    )
      return []
    return [
      {
        ...claim,
        verdict: {
          message: `${path} is not in the repository; it has ${near}.`,
          sources: project.has(near) ? [{ path: near }] : [],
        },
      },
    ]
  })
}
