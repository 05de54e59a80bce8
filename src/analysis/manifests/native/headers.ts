import { sameName } from '../../names'
import { baseOf, type Project } from '../../project'
import { within } from '../within'

const HEADER = /\.(?:h|hh|hpp|hxx)$/i
/** Folders of public headers, best first; the folder itself last. */
const FOLDERS = ['include', 'single_include', 'inc', 'src', '.']

/** The header that the users of a library include: the one with its name, else the only one among the public ones; `null` without any. */
export function headerLibrary(project: Project, folder: string, name: string): string | null {
  const wanted = new Set([
    sameName(name),
    sameName(name).replace(/^lib/, ''),
    sameName(name).replace(/(?:cpp|hpp|c)$/, ''),
  ])
  const stem = (path: string) => sameName(baseOf(path).replace(HEADER, ''))
  for (const place of FOLDERS) {
    const at = place === '.' ? folder : within(folder, place)
    const below = place === '.' || place === 'src' ? project.inFolder(at) : project.below(at)
    const headers = below.filter((path) => HEADER.test(path) && project.role(path) === 'own')
    const named = headers.find((path) => wanted.has(stem(path)))
    if (named) return named
    if (place === 'include' && headers.length === 1) return headers[0]!
  }
  return null
}
