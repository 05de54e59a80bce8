import type { Facts } from '../../facts'
import { baseOf, type Project } from '../../project'
import { within } from '../within'
import type { SwiftPackage, Target } from './package'

/** Files in which programs and applications begin by custom; only these are read. */
export const ENTRY_FILE = /(?:^|\/)(?:\w*App|\w*AppDelegate|main|\w*Main|entrypoint|\w*Command)\.(?:swift|m|mm)$/
const MAIN = /^\s*@(?:main|UIApplicationMain|NSApplicationMain)\b|\b(?:UI|NS)ApplicationMain\s*\(/m
/** What an application imports for its windows, by the name that people know it by. */
const INTERFACES: readonly (readonly [string, RegExp])[] = [
  ['SwiftUI', /^(?:@\w+\s+)?import SwiftUI\b/m],
  ['UIKit', /^(?:@\w+\s+)?(?:import UIKit\b|#import <UIKit\/|@import UIKit;)/m],
  ['AppKit', /^(?:@\w+\s+)?(?:import (?:AppKit|Cocoa)\b|#import <(?:AppKit|Cocoa)\/|@import (?:AppKit|Cocoa);)/m],
]
const MOST = 6

/** Files at which the applications of a folder begin, those of widgets and tests aside. */
export function applicationEntries(project: Project, directory: string): string[] {
  const prefix = directory === '.' ? '' : `${directory}/`
  return project
    .ending(/^\.(?:swift|mm?)$/)
    .filter(
      (path) =>
        path.startsWith(prefix) &&
        ENTRY_FILE.test(path) &&
        project.role(path) === 'own' &&
        !/(?:Widgets?|Extension|Intents?|Watch)\w*\//i.test(path) &&
        MAIN.test(project.text(path) ?? ''),
    )
    .slice(0, MOST)
}

/** Frameworks of Apple's that the entries import. */
export const interfacesOf = (project: Project, entries: readonly string[], cwd: string): Facts['frameworks'] =>
  INTERFACES.flatMap(([name, pattern]) => {
    const path = entries.find((one) => pattern.test(project.text(one) ?? ''))
    return path ? [{ name, category: 'ui', cwd, sources: [project.find(path, pattern)] }] : []
  })

/** The file at which a target of a package begins: `main.swift`, the one marked `@main`, or for a library that of its own name. */
export function targetEntry(project: Project, { folder, name, kind }: Target): string | null {
  if (!folder) return null
  const files = project.inFolder(folder).filter((path) => path.endsWith('.swift'))
  if (kind === 'executableTarget')
    return (
      files.find((path) => baseOf(path) === 'main.swift') ??
      files.find((path) => ENTRY_FILE.test(path) && MAIN.test(project.text(path) ?? '')) ??
      files.find((path) => baseOf(path) === `${name}.swift`) ??
      (files.length === 1 ? files[0]! : null)
    )
  const own = within(folder, `${name}.swift`)
  return project.has(own) ? own : null
}

/** Where a package begins: its programs, and the libraries that it offers. */
export function packageEntries(
  project: Project,
  { targets, products }: SwiftPackage,
  programs: readonly { name: string; target: Target }[],
): Facts['entry_points'] {
  const offered = new Set(products.filter(({ kind }) => kind === 'library').flatMap((one) => one.targets))
  const libraries = targets.filter(({ kind, name }) => kind === 'target' && offered.has(name))
  return [
    ...programs.map(({ name, target }) => ({ what: `Program ${name}`, target })),
    ...libraries.map((target) => ({ what: `Library ${target.name}`, target })),
  ].flatMap(({ what, target }) => {
    const path = targetEntry(project, target)
    return path ? [{ path, what, sources: [target.source] }] : []
  })
}
