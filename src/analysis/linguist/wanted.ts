import { languagesByName } from './classify'
import { MOST_BYTES } from './head'
import { basename, extensionsOf, isGeneric } from './names'
import { isDocumentationPath, isGeneratedPath, isVendoredPath } from './paths'

const WHOLE = MOST_BYTES

/**
 * Bytes that tell a language or a generated file, by extension. Anything not here is read only where several
 * languages share its extension.
 */
const HEADS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    // Minified is told from the lines' average length and compiled from the last line.
    js: WHOLE,
    css: WHOLE,
    // Headers are C, C++ or Objective-C by what they hold below their includes.
    h: 8192,
    m: 4096,
    // Prose, unless a compiler's machine description.
    md: 512,
    // A comment in the first lines says generated; a licence's notice stands there too, see licenses/headers.ts.
    go: 2048,
    html: 2048,
    htm: 2048,
    xhtml: 2048,
    ...Object.fromEntries(
      'c cc cpp hpp py rb rbi java cs php lua dart proto ts tsx rs'.split(' ').map((e) => [e, 1024]),
    ),
    ...Object.fromEntries('g mod rd ps eps pfa'.split(' ').map((e) => [e, 1024])),
  }),
)
/** For an extension with several languages and no row above. */
const AMBIGUOUS = 16 * 1024
/** For a file whose name says nothing: a `#!` line or a modeline. */
const NAMELESS = 256
/** `.gitattributes` beyond this is nobody's by hand. */
const ATTRIBUTES = 1024 * 1024

/** Extensions of no language that never begin with `#!`: images, archives, fonts, media, snapshots and the like. */
const NO_SCRIPT =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|ai|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|whl|nupkg|woff2?|ttf|otf|eot|mp[34]|m4a|ogg|wav|flac|webm|mov|avi|exe|dll|so|dylib|a|o|lib|bin|dat|db|sqlite3?|wasm|class|pyc|lock|snap|map|log|out|stdout|stderr|golden|key|pem|crt|cer|der|p12|pfx|patch|rej|orig|bak|docx?|xlsx?|pptx?|parquet|npy|npz|pkl|onnx|pt|h5|pbtxt|tfrecord|glb|fbx|blend|nib|keep|gitkeep)$/i

/** Bytes from the file's start that `classify` and `isGeneratedContent` need; 0 where they would change no figure. */
export function headWanted(path: string, bytes: number): number {
  if (bytes === 0) return 0
  const name = basename(path)
  if (name === '.gitattributes') return bytes <= ATTRIBUTES ? bytes : 0
  const most = headFor(path, name)
  return most === 0 || isVendoredPath(path) || isDocumentationPath(path) || isGeneratedPath(path)
    ? 0
    : Math.min(most, bytes)
}

function headFor(path: string, name: string): number {
  const languages = languagesByName(path)
  if (!languages.length) {
    if (isGeneric(extensionsOf(path))) return AMBIGUOUS
    return NO_SCRIPT.test(name) ? 0 : NAMELESS
  }
  if (!languages.some((language) => language.counted)) return 0
  const known = HEADS.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
  return known ?? (languages.length > 1 ? AMBIGUOUS : 0)
}
