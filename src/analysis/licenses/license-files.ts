import { folderOf } from '../project'
import { roleOf } from '../roles'

/** Nobody's licence is longer; bundled notices may be. */
const MOST_BYTES = 256 * 1024

/** `LICENSE`, `LICENCE.md`, `LICENSE-MIT`, `license_apache.txt`, `COPYING.LESSER`, `UNLICENSE`, `COPYRIGHT`. */
const NAMED = /^(?:un)?licen[cs]es?(?:[-_. ][\w.+ -]+)?$|^copying(?:[-_.][\w.+-]+)?$|^copyright(?:\.(?:md|txt|rst))?$/i
/** `MIT-LICENSE`, `MIT-LICENSE.txt`, `project-license.md`. */
const SUFFIXED = /^[\w.+-]+[-_.]licen[cs]e(?:\.(?:md|markdown|txt|rst|adoc|org))?$/i
/** Code, data and pictures that carry the word, and lists of other people's licences. */
const OTHER =
  /\.(?:jsx?|tsx?|[cm]js|py|rb|go|rs|java|kt|php|cs|swift|sh|c|h|cpp|css|s[ac]ss|html?|json5?|ya?ml|toml|xml|lock|tmpl|tpl|hbs|erb|in|png|jpe?g|svg|gif|ico|pdf|spdx|header|hdr)$|third[-_ ]?party|3rd[-_ ]?party|\bvendor|depend[ae]nc|notices?\b|header|template|checker|report|bundled/i

/** Is this, by its name, the licence of the folder it lies in? */
export function isLicenseFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (NAMED.test(name) || SUFFIXED.test(name)) && !OTHER.test(name)
}

/** REUSE keeps the texts of all licences in use here, each named by its SPDX identifier. */
export const isReuseText = (path: string) => /^LICENSES\/[\w.+-]+\.(?:txt|md)$/i.test(path)

/** The folder of REUSE's texts. */
export const isReuseFolder = (folder: string) => folder.toLowerCase() === 'licenses'

export const isRootReadme = (path: string) => /^readme(?:\.(?:md|markdown|rst|txt|adoc|org))?$/i.test(path)

/** What a licence file says of itself by its name: which licence, or which part of the repository it is for. */
export function partOf(path: string): 'whole' | 'part' {
  return /[-_. ](?:docs?|documentation|content|data|datasets?|assets?|art|images?|fonts?|media|text|examples?|samples?|code|models?|weights?|icons?|logo)\b/i.test(
    path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:md|txt|rst)$/i, ''),
  )
    ? 'part'
    : 'whole'
}

/** Bytes of `path` that telling the licence needs to read. */
export function licenseBytes(path: string, bytes: number): number {
  if (isRootReadme(path) || isReuseText(path)) return Math.min(bytes, MOST_BYTES)
  if (!isLicenseFile(path)) return 0
  const depth = folderOf(path) === '.' ? 0 : folderOf(path).split('/').length
  return depth <= 3 && roleOf(path) === 'own' ? Math.min(bytes, MOST_BYTES) : 0
}
