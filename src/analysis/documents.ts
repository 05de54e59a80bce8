import { contactBytes, contactsOf } from './contacts'
import type { Detector } from './detector'
import { wantsForReadme } from './existing-readme'
import type { Facts } from './facts'
import { baseOf, folderOf, type Project } from './project'

const ENDING = '(?:\\.(?:md|markdown|rst|adoc|asciidoc|txt|org|html|mdx))?'
const named = (words: string) => new RegExp(`^(?:${words})${ENDING}$`, 'i')

/** Documents that have a place by custom, with the base names that they go by. */
const DOCUMENTS: readonly (readonly [name: string, base: RegExp])[] = [
  ['readme', named('readme')],
  ['changelog', named('changelog|changes|change_log|change-log|history|news|releases|release[_-]notes|whatsnew')],
  ['contributing', named('contributing|contribute|contribution|contributing[_-]guide|contribution[_-]guidelines?')],
  ['development', named('development|developing|developers?|hacking|building|build[_-]instructions')],
  ['code_of_conduct', named('code[_-]?of[_-]?conduct|conduct')],
  ['security', named('security')],
  ['support', named('support|getting[_-]help')],
  ['governance', named('governance')],
  ['license', /^(?:(?:un)?licen[cs]e|copying)(?:[._-].*)?$/i],
  ['notice', named('notice|notices|third[_-]party[_-](?:notices|licen[cs]es)')],
  ['authors', named('authors?|contributors|credits|thanks|acknowledge?ments')],
  ['maintainers', named('maintainers')],
  ['codeowners', /^codeowners$/i],
  ['funding', /^funding\.ya?ml$/i],
  ['citation', /^citation\.(?:cff|bib)$/i],
  ['roadmap', named('roadmap')],
  ['architecture', named('architecture')],
  ['installation', named('install|installation|installing')],
  ['upgrading', named('upgrad(?:e|ing)(?:[-_.]v?\\d[\\w.-]*)?|migrat(?:ion|ing)|updating')],
  ['faq', named('faq')],
  ['guide', named('guide|user[_-]?guide|tutorial|usage|manual')],
  ['pull_request_template', /^pull_request_template(?:\.\w+)?$/i],
  ['agents', /^(?:agents|claude|gemini)\.md$/i],
]
/** Folders in which such a document counts as the repository's, best first. */
const PLACES = ['.', '.github', 'docs', 'doc', '.gitlab']
/** Folders by custom, at the root. */
const FOLDERS: readonly (readonly [name: string, folder: RegExp])[] = [
  ['docs_dir', /^(?:docs?|documentation|docs?-site|.*-docs)$/i],
  ['site', /^(?:website|site|www|docs-site)$/i],
  ['examples', /^(?:examples?|samples?|demos?|playground)$/i],
  ['tests_dir', /^(?:tests?|spec|specs|__tests__|unittests|testing)$/i],
  ['benchmarks', /^(?:benchmarks?|bench|benches|perf)$/i],
  ['issue_templates', /^issue_template$/i],
]
const API =
  /^(?:openapi|swagger)(?:[._-][\w.-]+)?\.(?:json|ya?ml)$|^(?:schema|api)\.(?:graphql|graphqls)$|\.openapi\.(?:json|ya?ml)$/i

/** Pages that somebody who uses the project reads, not its contributors, nor who wants to know what changed. */
const PAGE = /\.(?:md|mdx|markdown|rst|adoc|txt|html|ipynb|org|qmd)$/i
const FOR_OTHERS =
  /(?:^|\/)(?:adrs?|decisions|rfcs?|proposals|internals?|maintainers?|contributing|contributors|release-?notes)\/|(?:^|\/)(?:upgrad|migrat|glossary|change|release|contribut|code.of.conduct|pull_request|adr[-_ ]?\d)[^/]*$/i
/** Parts of pages for a generator of sites, which joins them: https://docs.antora.org/antora/latest/component-version-descriptor/ */
const PARTS = /(?:^|\/)antora\.ya?ml$/

/** Does the folder hold documentation that can be read there? A decision record, notes on upgrading and the parts of a site are none. */
const hasPages = (project: Project, folder: string): boolean => {
  const files = project.below(folder)
  return !files.some((path) => PARTS.test(path)) && files.some((path) => PAGE.test(path) && !FOR_OTHERS.test(path))
}

/** The documents and folders that everybody looks for, case-insensitive, at the root, in `.github` and in `docs`. */
export const documents: Detector = {
  name: 'documents',
  extensions: ['md', 'mdx', 'rst', 'adoc', 'yml', 'yaml'],
  wants: (path) => contactBytes(path) || wantsForReadme(path),
  detect(project) {
    const found = new Map<string, string>()
    const offer = (name: string, path: string) => {
      if (!found.has(name)) found.set(name, path)
    }
    const here = project.inFolder((folder) => PLACES.includes(folder.toLowerCase()))
    const rank = (path: string) => PLACES.indexOf(folderOf(path).toLowerCase())
    const files = here.toSorted((a, b) => rank(a) - rank(b))
    for (const [name, base] of DOCUMENTS) {
      // `install` without an ending is a script; documents without one are written in capitals.
      const hits = files.filter((path) => base.test(baseOf(path)) && !/^(?:un)?install$/.test(baseOf(path)))
      const first = hits.filter((path) => rank(path) === rank(hits[0]!))
      const best =
        first.find((path) => /\.(?:md|markdown)$/i.test(path)) ??
        first.find((path) => !baseOf(path).includes('.')) ??
        first[0]
      if (best) offer(name, best)
    }
    const folders = new Set(
      [...project.folders].filter((folder) => folder !== '.').map((folder) => folder.split('/')[0]!),
    )
    for (const [name, pattern] of FOLDERS) {
      const folder = [...folders].find((one) => pattern.test(one))
      if (folder) offer(name, folder)
    }
    if (project.hasFolder('.github/ISSUE_TEMPLATE')) offer('issue_templates', '.github/ISSUE_TEMPLATE')
    const docs = found.get('docs_dir')
    if (docs && !hasPages(project, docs)) found.delete('docs_dir')
    const tests = [...project.folders].find((folder) => /(?:^|\/)src\/test(?:\/|$)/.test(folder))
    if (tests) offer('tests_dir', tests.slice(0, `${tests}/`.indexOf('src/test/') + 'src/test'.length))
    const api = project.own(API).find((path) => !path.startsWith('.'))
    if (api) offer('api', api)
    return {
      documents: Object.fromEntries([...found].map(([name, path]) => [name, { path }])) satisfies Facts['documents'],
      contacts: contactsOf(project),
    }
  },
}
