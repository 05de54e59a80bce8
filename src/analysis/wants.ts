import type { Interest, Wants } from '../source/files'
import type { Asking } from './detector'
import { DETECTORS } from './detectors'
import { docCommentReading } from './doc-comments'
import { environment } from './environment'
import { languageGlance } from './languages'
import { licenseReading } from './license'
import { byFolder, folderOf } from './paths'
import { roleOf } from './roles'
import { IGNORE_BYTES, IGNORE_FILE } from './selection'
import { exampleReading } from './surface/examples/reading'
import { surfaceReading } from './surface/reading'
import { isTelling } from './telling-heads'

/** A version that stands alone in a file at the root. */
const versionReading: Asking = { extensions: [], wants: (path) => (/^version(?:\.txt)?$/i.test(path) ? 200 : 0) }

const selectionReading: Asking = { extensions: [], wants: (path) => (path === IGNORE_FILE ? IGNORE_BYTES : 0) }

/** `.gitattributes` beyond this is nobody's by hand. */
const ATTRIBUTES = 1024 * 1024
/**
 * What Git passes over may stand in a README, and be made by those who follow it; attributes say what language a file is of, and what
 * does not count.
 */
const gitReading: Asking = {
  extensions: [],
  wants(path, bytes) {
    if (path.endsWith('.gitattributes')) return bytes <= ATTRIBUTES ? bytes : 0
    return /(?:^|\/)\.gitignore$/.test(path) ? 65_536 : 0
  },
}

/** All that ask for files by name, the detectors among them; what counts languages glances at every kind of file. */
export const ASKING: readonly Asking[] = [
  // It asks for most files, and for the whole of each: then nobody else need be asked.
  environment,
  ...DETECTORS.filter((one) => one !== environment),
  licenseReading,
  docCommentReading,
  surfaceReading,
  exampleReading,
  versionReading,
  gitReading,
  selectionReading,
]

const byExtension = new Map<string, Asking[]>()
for (const one of ASKING)
  for (const extension of one.extensions) byExtension.set(extension, [...(byExtension.get(extension) ?? []), one])

/** Names that say by how they begin what a file is, whatever their extension. */
const SPEAKING =
  /^(?:\.|readme|(?:un)?licen[cs]e|copying|copyright|env(?:ironment)?[._-]|(?:docker|container|(?:gnu)?make)file)/i

/** Who is asked for a file: all for one at the root or with a speaking name, else those whose extension it has. */
function askedFor(path: string): readonly Asking[] {
  const start = path.lastIndexOf('/') + 1
  const base = path.slice(start)
  if (start === 0 || SPEAKING.test(base)) return ASKING
  const dot = base.lastIndexOf('.')
  return byExtension.get(dot === -1 ? '' : base.slice(dot + 1).toLowerCase()) ?? []
}

/** Segments of a path below which a folder of other people's code says nothing of the project any more; its own README may. */
const VENDORED_DEPTH = 3
const isOthers = byFolder((folder) => folder.split('/').length > VENDORED_DEPTH && roleOf(folder) === 'vendored')

/** Bytes of each file that the analysis of a whole repository holds. Asked for every file of an archive: a microsecond or two each. */
const wants: Wants = (path, bytes) => {
  let most = 0
  if (isOthers(path)) return path.endsWith('.gitattributes') ? gitReading.wants(path, bytes) : 0
  for (const one of askedFor(path)) {
    most = Math.max(most, one.wants(path, bytes))
    if (most >= bytes && bytes > 0) break
  }
  return most
}

const glance = { ...languageGlance, holds: isTelling }
const WHOLE: Interest = { wants, glance }

/**
 * What the analysis reads. For that of one folder these are its files by their paths below it, and of the rest what the folders above it
 * say for it: workspaces, parents, catalogues, lock files' names, licences, CI.
 * @param asked folder, or a file in it; `null` for the whole repository
 */
export function interestIn(asked: string | null): Interest {
  if (asked === null) return WHOLE
  // Whether a folder or a file in it was named, only the archive tells: `lib/index.js` looks like a file, and `lib/chart.js` too.
  const parent = folderOf(asked)
  const folders = MAY_BE_FILE.test(asked) ? [asked, parent] : [asked]
  if (folders.includes('.')) return WHOLE
  const parents = asked.split('/').map((_, index, all) =>
    all
      .slice(0, index)
      .map((segment) => `${segment}/`)
      .join(''),
  )
  /** A path from the folder that it lies in; `null` outside. */
  const inside = (path: string): string | null => {
    const folder = folders.find((one) => path.startsWith(`${one}/`))
    return folder === undefined ? null : path.slice(folder.length + 1)
  }
  return {
    wants(path, bytes) {
      const inner = inside(path)
      if (inner !== null) return wants(inner, bytes)
      const above = parents.findLast((one) => path.startsWith(one)) ?? ''
      const outer = path.slice(above.length)
      return inherited(outer, above === '') ? wants(outer, bytes) : 0
    },
    glance: {
      wants(path, bytes) {
        const inner = inside(path)
        return inner === null ? 0 : glance.wants(inner, bytes)
      },
      at: (path, content, bytes) => glance.at(inside(path) ?? path, content, bytes),
      holds: (path, content) => glance.holds(inside(path) ?? path, content),
    },
  }
}

/** Folders of settings that hold for what lies beside them: CI at the root, scripts and catalogues of a Gradle build. */
const SETTINGS = /^(?:gradle|buildSrc|build-logic[^/]*)\//
const ROOT_SETTINGS = /^\.(?:github|circleci|cargo|config)\//

/** May a file outside the folder, by its path from one of the folders above, say something of it? */
const inherited = (path: string, fromRoot: boolean): boolean =>
  !path.includes('/') || SETTINGS.test(path) || (fromRoot && ROOT_SETTINGS.test(path))

/** A last part with an extension, or capitalised as `Makefile` and `LICENSE` are. */
const MAY_BE_FILE = /\.[^/.]+$|(?:^|\/)[A-Z]\w*$/
