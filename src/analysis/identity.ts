import type { Package } from './detector'
import type { Readme } from './existing-readme'
import type { Sourced } from './facts'
import { sameName, spellingIn, spokenName, titleName } from './names'
import type { Project } from './project'

/** Where the README writes the name as its maintainers do: in its title, as a logo's text, or in the midst of its first sentences. */
function maintainersSpelling(readme: Readme, name: string): Sourced | null {
  const early = readme.blocks.slice(0, 14)
  const titles = [readme.title, ...early.filter(({ kind }) => kind === 'heading' || kind === 'logo')]
  for (const block of titles) {
    const found = block && block.text.length < 160 ? spellingIn(block.text.replace(/\blogo\b/gi, ''), name) : null
    if (block && found) return { value: found, sources: [{ path: readme.path, line: block.line }] }
  }
  for (const block of early.filter(({ kind }) => kind === 'paragraph')) {
    const found = spellingIn(block.text, name)
    // A capital at the beginning of a sentence is grammar; one elsewhere is a spelling.
    if (found && (/^.[^\s]*[A-Z]/.test(found) || !block.text.startsWith(found)))
      return { value: found, sources: [{ path: readme.path, line: block.line }] }
  }
  return null
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []

/** A first heading of four words and more, none of the repository's name, where the README writes that name elsewhere. */
function isAnnouncement(title: string, readme: Readme, repository: string): boolean {
  const names = wordsOf(repository)
  return (
    title.split(' ').length >= 4 &&
    !wordsOf(title).some((word) => names.some((name) => name.includes(word) || word.includes(name))) &&
    maintainersSpelling(readme, repository) !== null
  )
}

/**
 * What the project is called: the main package's name, else the README's title, else the repository's name;
 * spelt as the README spells it where the two differ in case and punctuation only.
 * A title that is the repository's name as well outvotes the manifest.
 */
export function findName(project: Project, main: Package | null, readme: Readme | null): Sourced {
  const stated = main?.name ? spokenName(main, main.name.value) : null
  // Workflows call an action by its repository; the manifest of its code is nobody's name for it.
  const isAction = project.has('action.yml') || project.has('action.yaml')
  const spoken = isAction && stated && sameName(stated) !== sameName(project.repositoryName) ? null : stated
  const first = readme?.title ? titleName(readme.title.text) : null
  const title = readme && first && isAnnouncement(first, readme, project.repositoryName) ? null : first
  const titled =
    readme?.title && title ? { value: title, sources: [{ path: readme.path, line: readme.title.line }] } : null
  const repository = project.repositoryName
  const name =
    spoken && titled && sameName(titled.value) === sameName(repository)
      ? titled.value
      : (spoken ?? titled?.value ?? repository)
  // "GitHub CLI" for the package `cli`: a short title that ends with the name is the whole name.
  if (
    titled &&
    title &&
    title.split(' ').length <= 3 &&
    sameName(title) !== sameName(name) &&
    sameName(title.split(' ').at(-1)!) === sameName(name)
  )
    return { value: title, sources: [...titled.sources, ...(main?.name?.sources ?? [])] }
  const written = readme ? maintainersSpelling(readme, name) : null
  if (spoken && main?.name && name === spoken)
    return { value: written?.value ?? spoken, sources: [...(written?.sources ?? []), ...main.name.sources] }
  if (titled && name === titled.value) return titled
  return written ?? { value: repository, sources: [{ path: readme?.path ?? project.paths[0] ?? '.' }] }
}

/** Numbers that scaffolds write, and builds between releases. */
const UNRELEASED = /^0\.0\.0|SNAPSHOT|[.-]dev\d*$|^\$|^dev|^workspace/i

/** The released version that a manifest or a file `VERSION` states; `null` where there is none. */
export function findVersion(project: Project, main: Package | null, namesake: Package | null): Sourced | null {
  for (const pkg of [main, namesake]) {
    const version = pkg?.version
    if (!version || UNRELEASED.test(version.value) || !/\d/.test(version.value)) continue
    if (pkg.private && /^(?:0\.0\.1|0\.1\.0|1\.0\.0)$/.test(version.value)) continue
    return version
  }
  const file = project.inFolder('.').find((path) => /^version(?:\.txt)?$/i.test(path))
  const text = file ? project.text(file)?.trim() : undefined
  const value = text?.match(/^v?(\d+\.\d+(?:\.\d+)*(?:[-+.][\w.-]{1,30})?)$/)?.[1]
  return file && value && !UNRELEASED.test(value) ? { value, sources: [{ path: file, line: 1 }] } : null
}
