import type { Glance, RepositoryFile } from '../source/files'
import type { Facts } from './facts'
import { type Attributes, attributesOf } from './linguist/attributes'
import { classify, languagesByName } from './linguist/classify'
import { choose } from './linguist/fallback'
import { isGeneratedContent } from './linguist/generated'
import { type Head, headOf, MOST_BYTES } from './linguist/head'
import { extensionsOf } from './linguist/names'
import { isDocumentationPath, isGeneratedPath, isVendoredPath } from './linguist/paths'
import { type Language, languageByAlias, registry } from './linguist/registry'
import { headWanted } from './linguist/wanted'
import type { Project } from './project'

/** What the beginning of a file says of its language, where that is not held. */
class Sight {
  constructor(
    readonly candidates: readonly Language[],
    readonly isGenerated: boolean,
  ) {}
}

/** Thousands of files say the same. */
const sights = new Map<string, Sight>()
function sightOf(candidates: readonly Language[], isGenerated: boolean): Sight {
  const key = `${isGenerated} ${candidates.map(({ name }) => name).join()}`
  const known = sights.get(key) ?? new Sight(candidates, isGenerated)
  sights.set(key, known)
  return known
}

/** What counting languages looks at. */
export const languageGlance: Omit<Glance, 'holds'> = {
  wants: headWanted,
  at(path, content, bytes) {
    const head = headOf(content, bytes)
    const candidates = head ? classify(path, head) : []
    return sightOf(candidates, head !== null && candidates.length > 0 && isGeneratedContent(path, head))
  },
}

/** A pointer of Git LFS is never longer. */
const LFS_POINTER = 1024

/**
 * The repository's languages by GitHub Linguist's rules: bytes of the files of `countedFiles`, each under its language's group, largest
 * first; `percent` of all of them, two decimals.
 * Source: github-linguist/linguist, `lib/linguist/{repository,blob_helper,lazy_blob}.rb`.
 */
export function countLanguages(counted: readonly CountedFile[]): Facts['languages'] {
  const bytes = new Map<string, number>()
  for (const { language, bytes: size } of counted) add(bytes, language.group, size)
  return shares(bytes)
}

/** A file that counts, and the language it is of. */
export interface CountedFile {
  path: string
  bytes: number
  language: Language
}

/** The files that count, neither vendored, generated nor documentation; those that only a classifier could tell come last. */
export function countedFiles(project: Project): CountedFile[] {
  const attributes = attributesOf(attributeFiles(project))
  const counted: CountedFile[] = []
  /** Bytes by language, before grouping: what undecided files are decided by. */
  const decided = new Map<string, number>()
  const undecided: ({ path: string; bytes: number } & Found)[] = []
  const count = (path: string, bytes: number, language: Language, detectable: boolean | undefined) => {
    if (detectable ?? language.counted) counted.push({ path, bytes, language })
  }

  for (const [path, file] of project.files) {
    const found = languagesOf(path, file, attributes(path), project)
    if (!found) continue
    const [language, ...others] = found.candidates
    if (language && !others.length) {
      add(decided, language.name, file.bytes)
      count(path, file.bytes, language, found.detectable)
    } else if (language) undecided.push({ path, bytes: file.bytes, ...found })
  }
  for (const { path, bytes, candidates, detectable } of undecided) {
    const language = choose(candidates, extensionsOf(path), decided)
    if (language) count(path, bytes, language, detectable)
  }
  return counted
}

interface Found {
  candidates: readonly Language[]
  /** What `.gitattributes` says of it, against its type. */
  detectable?: boolean
}

/** `null` for what does not count. The cheap questions come first, and content that cannot count is not looked at. */
function languagesOf(path: string, file: RepositoryFile, attributes: Attributes, project: Project): Found | null {
  if (file.bytes === 0 || (file.mode !== 'file' && file.mode !== 'executable')) return null
  const flag = (name: string) => {
    const value = attributes.get(`linguist-${name}`)
    return value === undefined ? undefined : value !== false && value !== 'false'
  }
  const detectable = flag('detectable')
  const counts = (languages: readonly Language[]) => detectable ?? languages.some((language) => language.counted)
  const sight = file.seen instanceof Sight ? file.seen : null
  const alias = attributes.get('linguist-language')
  const override = typeof alias === 'string' ? languageByAlias(alias) : undefined
  if (alias !== undefined && alias !== false && !override) return null
  if (!override) {
    const named = languagesByName(path)
    if (named.length ? !counts(named) : !file.content && !sight) return null
  }
  if (attributes.get('filter') === 'lfs' && file.bytes <= LFS_POINTER) return null
  if (flag('vendored') ?? isVendoredPath(path)) return null
  if (flag('documentation') ?? isDocumentationPath(path)) return null
  const generated = flag('generated')
  if (generated ?? isGeneratedPath(path)) return null

  const head = sight ? null : file.content && readHead(project, path, file.content, file.bytes)
  if (file.content && !sight && !head && !override) return null
  const candidates = override ? [override] : (sight?.candidates ?? classify(path, head))
  if (!candidates.length || !counts(candidates)) return null
  if (generated === undefined && (sight?.isGenerated || (head && isGeneratedContent(path, head)))) return null
  return detectable === undefined ? { candidates } : { candidates, detectable }
}

/**
 * Text of one character a byte is the same in both ways of decoding, and mostly decoded already; only a lone CR among other line ends is
 * a blank there, as no pattern of Linguist's takes it for the end of a line.
 */
function readHead(project: Project, path: string, content: Uint8Array, bytes: number): Head | null {
  const text = content.length <= MOST_BYTES ? project.text(path) : null
  return text?.length === content.length ? { text, whole: content.length >= bytes } : headOf(content, bytes)
}

function attributeFiles(project: Project): Map<string, string> {
  const texts = new Map<string, string>()
  for (const path of project.named('.gitattributes')) {
    const text = project.text(path)
    if (text !== null) texts.set(path, text)
  }
  return texts
}

function shares(bytes: Map<string, number>): Facts['languages'] {
  const total = [...bytes.values()].reduce((sum, size) => sum + size, 0)
  const { byName } = registry()
  return [...bytes]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name, size]) => ({
      name,
      bytes: size,
      percent: Math.round((size / total) * 10_000) / 100,
      color: byName.get(name)?.color ?? null,
    }))
}

const add = (to: Map<string, number>, key: string, size: number) => to.set(key, (to.get(key) ?? 0) + size)
