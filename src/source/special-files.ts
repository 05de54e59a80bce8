import type { FileTree } from './file-tree'
import type { ReadingWarnings } from './reading-warnings'

/** Git's own settings, which the reader needs whether or not anybody asks for them. */
const GITMODULES = '.gitmodules'
const GITATTRIBUTES = '.gitattributes'
/** Bytes from their start that are read. */
const SETTING_BYTES = 256 * 1024

const LFS_FIRST_LINE = 'version https://git-lfs.github.com/spec/v1\n'
/** Sizes of a pointer without extensions: 125 bytes and the digits of a size. */
const LFS_LEAST = 126
const LFS_MOST = 141

const text = new TextDecoder()

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const UNLIKELY = /[\u0000-\u001f\u007f-\u009f\ufffd]/

/** Is this a pointer of Git LFS? Source: git-lfs `docs/spec.md`. */
export const isLfsPointer = (content: Uint8Array): boolean =>
  content.length >= LFS_LEAST &&
  content.length <= LFS_MOST &&
  text.decode(content.subarray(0, LFS_FIRST_LINE.length)) === LFS_FIRST_LINE

/**
 * The path that a symbolic link at `path` leads to, if these bytes are its target.
 * @returns `null` for what leads out of the repository, or is no relative path
 */
export function linkTarget(path: string, content: Uint8Array): string | null {
  const segments = path.split('/').slice(0, -1)
  for (const segment of text.decode(content).split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null
    } else if (segment === '' || UNLIKELY.test(segment)) return null
    else if (segment !== '.') segments.push(segment)
  }
  return segments.length > 0 ? segments.join('/') : null
}

/** Paths of submodules with the lines that name them. Source: gitmodules(5). */
export function submodulePaths(gitmodules: Uint8Array): { path: string; line: number }[] {
  return text
    .decode(gitmodules)
    .split('\n')
    .flatMap((raw, index) => {
      const equals = raw.indexOf('=')
      if (equals < 0 || raw.slice(0, equals).trim().toLowerCase() !== 'path') return []
      const value = raw.slice(equals + 1).trim()
      const path = value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
      return [{ path: path.endsWith('/') ? path.slice(0, -1) : path, line: index + 1 }]
    })
}

/** 1-based line that gives some path this attribute; `null` for none. Source: gitattributes(5). */
export function attributeLine(gitattributes: Uint8Array, attribute: string): number | null {
  const gives = (line: string) =>
    !line.trimStart().startsWith('#') &&
    line
      .split(/[ \t\r]/)
      .slice(1)
      .includes(attribute)
  const at = text.decode(gitattributes).split('\n').findIndex(gives)
  return at < 0 ? null : at + 1
}

/** Gathers what Git's settings files say of the archive they lie in. */
export class GitSettings {
  private usesLfs = false
  private modules: Uint8Array = new Uint8Array()
  private rootAttributes: Uint8Array = new Uint8Array()

  /**
   * Bytes of a file that are needed to know what it is: the settings, and once they name Git LFS, what has the size of
   * a pointer. A folder's settings come before its other files in an archive by Git.
   */
  neededBytes(path: string, size: number): number {
    if (this.usesLfs && size >= LFS_LEAST && size <= LFS_MOST) return size
    const isSetting = path === GITMODULES || path.endsWith(GITATTRIBUTES)
    return isSetting ? Math.min(size, SETTING_BYTES) : 0
  }

  /** Looks at a file that was read. */
  see(path: string, content: Uint8Array): void {
    if (path === GITMODULES) this.modules = content
    if (path === GITATTRIBUTES) this.rootAttributes = content
    if (path.endsWith(GITATTRIBUTES)) this.usesLfs ||= attributeLine(content, 'filter=lfs') !== null
  }

  /** Turns the empty folders that `.gitmodules` names into submodules, and tells what the archive leaves out. */
  tellAbsent(tree: FileTree, warnings: ReadingWarnings): void {
    for (const { path, line } of submodulePaths(this.modules)) {
      if (!tree.isEmptyFolder(path) || tree.files.has(path)) continue
      tree.files.set(path, { mode: 'submodule', bytes: 0, content: null })
      warnings.add('submodule_absent', GITMODULES, line)
    }
    const line = attributeLine(this.rootAttributes, 'export-ignore')
    if (line !== null) warnings.add('export_ignore', GITATTRIBUTES, line)
  }
}
