/** How names are brought in, by ecosystem; `null` where the names or the module are none that the language allows. */
type Import = (module: string, names: readonly string[], initial: boolean) => string

const NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u
const MODULE = /^[@\w./:\\-]+$/

const ECOSYSTEMS: Record<string, { language: string; write: Import }> = {
  javascript: {
    language: 'js',
    write: (module, names, initial) =>
      initial ? `import ${names[0]} from '${module}'` : `import { ${names.join(', ')} } from '${module}'`,
  },
  python: {
    language: 'python',
    write: (module, names) => (names.length ? `from ${module} import ${names.join(', ')}` : `import ${module}`),
  },
  go: { language: 'go', write: (module) => `import "${module}"` },
  rust: {
    language: 'rust',
    write: (module, names) =>
      `use ${module.replaceAll('-', '_')}::${names.length === 1 ? names[0] : `{${names.join(', ')}}`};`,
  },
  java: { language: 'java', write: (module, names) => names.map((name) => `import ${module}.${name};`).join('\n') },
}

const BY_ENDING: Record<string, string> = {
  ...Object.fromEntries(['js', 'cjs', 'mjs', 'jsx', 'ts', 'cts', 'mts', 'tsx'].map((ending) => [ending, 'javascript'])),
  py: 'python',
  pyi: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
}

/** The import of `names` from `module` (of the module itself without any) in the language of `path`, where they are declared. `initial`: the module's default export. */
export function importOf(
  path: string,
  module: string,
  names: readonly string[],
  initial: boolean,
): { language: string; lines: string[] } | null {
  const ending = path.slice(path.lastIndexOf('.') + 1)
  const name = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined
  const ecosystem = name && Object.hasOwn(ECOSYSTEMS, name) ? ECOSYSTEMS[name] : undefined
  if (!names.length && name !== 'python' && name !== 'go') return null
  if (!ecosystem || !MODULE.test(module) || !names.every((one) => NAME.test(one))) return null
  return { language: ecosystem.language, lines: ecosystem.write(module, names, initial).split('\n') }
}
