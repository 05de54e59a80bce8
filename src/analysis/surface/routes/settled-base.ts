import type { Project } from '../../project'

/** Settings that put a path before all routes of a framework: the files, and a pattern whose group is what they say. */
const SETTINGS: Readonly<Record<string, { files: RegExp; setting: RegExp }>> = {
  Spring: {
    files: /^application[\w.-]*\.(?:properties|ya?ml)$/,
    setting:
      /^\s{0,20}(?:server\.servlet\.|spring\.webflux\.|spring\.mvc\.servlet\.)?(?:context-path|base-path|contextPath)\s{0,5}[:=]\s{0,5}(\S{1,200})/m,
  },
  'JAX-RS': {
    files: /^application[\w.-]*\.(?:properties|ya?ml)$/,
    setting:
      /^\s{0,20}(?:quarkus\.(?:http|rest|resteasy)\.|%\w+\.)?(?:root-path|quarkus\.\w+\.path|quarkus\.rest\.path)\s{0,5}[:=]\s{0,5}(\S{1,200})/m,
  },
  'Next.js': { files: /^next\.config\.[cm]?[jt]s$/, setting: /\bbasePath\s{0,3}[:=,]\s{0,3}([^\s,]{0,100})/ },
  Symfony: { files: /^(?:routes|annotations|attributes)\.ya?ml$/, setting: /^\s{0,20}prefix:\s{0,5}(\S{1,200})/m },
}

/** What the settings put before every path of a framework: `''` for nothing, `null` for what cannot be told. */
export function settledBase(project: Project, framework: string): string | null {
  if (!Object.hasOwn(SETTINGS, framework)) return ''
  const { files, setting } = SETTINGS[framework]!
  const said = project.own(files).flatMap((path) => setting.exec(project.text(path) ?? '')?.[1] ?? [])
  const [first] = said
  if (first === undefined) return ''
  // From the environment, and nothing without it.
  if (/^process\.env\.\w+$/.test(first)) return ''
  const path = first.replace(/^["']|["'],?$/g, '')
  return said.length === 1 && /^\/[\w\-/.]{0,100}$/.test(path) ? path.replace(/\/$/, '') : null
}
