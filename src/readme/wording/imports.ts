/** How names are brought in, by ecosystem; `null` where the names or the module are none that the language allows. */
type Import = (module: string, given: { names: readonly string[]; initial: string | null; required: boolean }) => string

const NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u
const MODULE = /^[@\w./:\\-]+$/

const ECOSYSTEMS: Record<string, { language: string; write: Import }> = {
  javascript: {
    language: 'js',
    write: (module, { names, initial, required }) => {
      const list = names.length ? `{ ${names.join(', ')} }` : null
      if (required) return `const ${initial ?? list} = require('${module}')`
      return `import ${[initial, list].filter((one) => one !== null).join(', ')} from '${module}'`
    },
  },
  python: {
    language: 'python',
    write: (module, { names }) => (names.length ? `from ${module} import ${names.join(', ')}` : `import ${module}`),
  },
  go: { language: 'go', write: (module) => `import "${module}"` },
  rust: {
    language: 'rust',
    write: (module, { names }) =>
      `use ${module.replaceAll('-', '_')}::${names.length === 1 ? names[0] : `{${names.join(', ')}}`};`,
  },
  dart: { language: 'dart', write: (module) => `import 'package:${module}/${module}.dart';` },
  julia: { language: 'julia', write: (module) => `using ${module}` },
  r: { language: 'r', write: (module) => `library(${module})` },
  java: { language: 'java', write: (module, { names }) => names.map((name) => `import ${module}.${name};`).join('\n') },
}

const BY_ENDING: Record<string, string> = {
  ...Object.fromEntries(['js', 'cjs', 'mjs', 'jsx', 'ts', 'cts', 'mts', 'tsx'].map((ending) => [ending, 'javascript'])),
  py: 'python',
  pyi: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
  dart: 'dart',
  jl: 'julia',
  NAMESPACE: 'r',
}

/** Ecosystems in which a module is brought in as a whole. */
const WHOLE = new Set(['python', 'go', 'dart', 'julia', 'r'])

/**
 * The import of `names` from `module` (of the module itself without any) in the language of `path`, where they are
 * declared. `initial`: what the importer calls the default export; `required`: the module is CommonJS.
 */
export function importOf(
  path: string,
  module: string,
  given: { names: readonly string[]; initial: string | null; required: boolean },
): { language: string; lines: string[] } | null {
  const { names, initial } = given
  const ending = path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1)
  const name = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined
  const ecosystem = name && Object.hasOwn(ECOSYSTEMS, name) ? ECOSYSTEMS[name] : undefined
  const bound = initial === null ? names : [initial, ...names]
  if (!bound.length && !(name && WHOLE.has(name))) return null
  if (!ecosystem || !MODULE.test(module) || !bound.every((one) => NAME.test(one))) return null
  return { language: ecosystem.language, lines: ecosystem.write(module, given).split('\n') }
}
