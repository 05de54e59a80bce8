// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\//
const LONGEST = 1024

/**
 * May this be a branch, a tag or a full reference? The rules of git-check-ref-format with one level allowed,
 * and no leading dash, which Git refuses for branches; no half of a surrogate pair, which is no text.
 */
export function isRefName(name: string): boolean {
  if (name === '' || name === '@' || name.length > LONGEST || FORBIDDEN.test(name) || !name.isWellFormed()) return false
  if (name.startsWith('-') || name.startsWith('/') || name.endsWith('/') || name.endsWith('.')) return false
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const CONTROL_OR_BACKSLASH = /[\u0000-\u001f\u007f-\u009f\\]/

/** May this be a path inside a repository: relative, `/` between segments, none empty, `.` or `..`? Half of a surrogate pair is no text. */
export const isInnerPath = (path: string): boolean =>
  path.isWellFormed() &&
  !CONTROL_OR_BACKSLASH.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/** A commit's full id in a repository of SHA-1 objects. */
export const isCommitId = (text: string): boolean => /^[0-9a-f]{40}$/i.test(text)

/** The beginning of a commit's id, as short as Git itself abbreviates. */
export const isCommitPrefix = (text: string): boolean => /^[0-9a-f]{7,39}$/i.test(text)
