import type { Sourced } from '../../facts'
import type { Project } from '../../project'
import { atomOf, consult, listed, option, textOf } from './terms'

/** What an application resource file says. https://www.erlang.org/doc/apps/kernel/app.html */
export interface Application {
  path: string
  name: Sourced
  /** Its name on Hex, where that is another. */
  published: string | null
  description: Sourced | null
  /** `git` and what a build fills in are no versions. */
  version: Sourced | null
  licenses: Sourced | null
  /** Module that starts it. */
  start: Sourced | null
}

/** Reads an `.app.src`; `null` when it holds no application. */
export function readApplication(project: Project, path: string): Application | null {
  const text = project.text(path)
  const found = text === null ? null : option(consult(text), 'application')
  const name = atomOf(found?.values[0])
  if (!found || !name || !/^[\w@]+$/.test(name)) return null
  const options = listed(found.values[1])
  const said = (value: string | null, line: number): Sourced | null =>
    value ? { value: value.replace(/\s+/g, ' '), sources: [{ path, line }] } : null
  const text1 = (key: string) => {
    const one = option(options, key)
    return one ? said(textOf(one.values[0]), one.line) : null
  }
  const version = text1('vsn')
  const licenses = option(options, 'licenses')
  const identifiers = listed(licenses?.values[0]).flatMap((one) => textOf(one) ?? [])
  const start = option(options, 'mod')
  const pkg = option(options, 'pkg_name')?.values[0]
  return {
    path,
    name: { value: name, sources: [{ path, line: found.line }] },
    published: atomOf(pkg) ?? textOf(pkg),
    description: text1('description'),
    version: version && /^\d/.test(version.value) ? version : null,
    licenses: licenses ? said(identifiers.join(' OR ') || null, licenses.line) : null,
    start: start ? said(atomOf(listed(start.values[0])[0]), start.line) : null,
  }
}
