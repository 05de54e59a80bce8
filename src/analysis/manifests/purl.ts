/**
 * Package URL (https://github.com/package-url/purl-spec) of a dependency.
 * A Maven name is `group:artifact`; PyPI names are put into their normalised form, as the specification asks.
 * The version is added only when it is one exact version, not a range (Cargo's bare `1.2` is a range).
 */
export function purl(type: 'pypi' | 'conda' | 'cargo' | 'maven', name: string, version?: string): string {
  const plain = type === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name
  const path = (type === 'maven' ? plain.split(':') : [plain]).map(encodeURIComponent).join('/')
  const exact = version?.match(type === 'maven' ? /^(\d[\w.+-]*)$/ : /^={1,3}\s*(\d[\w.+-]*)$/)?.[1]
  return `pkg:${type}/${path}${exact ? `@${encodeURIComponent(exact)}` : ''}`
}
