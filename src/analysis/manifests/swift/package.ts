import type { Source, Sourced } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { baseOf, folderOf, type Project } from '../../project'
import { withoutComments } from '../java/gradle-blocks'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { type Call, callOf, elementsOf, literal, type Piece } from './calls'

/** A target of a Swift package. */
export interface Target {
  kind: 'target' | 'executableTarget' | 'testTarget' | 'plugin' | 'macro'
  name: string
  /** Folder of its sources; `null` where it cannot be told. */
  folder: string | null
  /** Names of what it needs: targets, products, and the packages that these are named to come from. */
  needs: string[]
  source: Source
}

/** What one `Package.swift` says. https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html */
export interface SwiftPackage {
  path: string
  directory: string
  name: Sourced
  toolsVersion: Sourced | null
  /** Platforms that it names: `macOS`, `iOS`. */
  platforms: string[]
  products: { kind: 'library' | 'executable' | 'plugin'; name: string; targets: string[]; source: Source }[]
  targets: Target[]
  requirements: Requirement[]
  /** Folders of packages beside it that it needs. */
  local: string[]
}

const PRODUCTS = new Set(['library', 'executable', 'plugin'])
const TARGETS = new Set(['target', 'executableTarget', 'testTarget', 'plugin', 'macro'])

/** The name by which the registry-less world of Swift knows a package: the last part of its address. */
export const identityOf = (url: string): string =>
  url
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .at(-1) ?? url

/** The version rule of a dependency, as it is written: `from:`, `exact:`, a branch or a range. */
function rule({ arguments: args }: Call): string | undefined {
  const from = literal(args.get('from'))
  const exact = literal(args.get('exact')) ?? args.get('')?.text.match(/^\.exact\("([^"]+)"\)/)?.[1]
  const range = [...args.values()].find(({ text }) => /^\.upToNext|^"[^"]+"\s{0,4}\.\.[<.]/.test(text))?.text
  const next = range?.match(/from:\s{0,4}"([^"]+)"/)?.[1]
  return (from && `>=${from}`) || (exact && `==${exact}`) || (next && `>=${next}`) || range?.replace(/["\s]/g, '')
}

/** Reads the manifest at `path`, a program that is scanned and never run; `null` when it is none. */
export function readPackage(project: Project, path: string): SwiftPackage | null {
  const raw = project.text(path)
  if (raw === null) return null
  const text = withoutComments(raw)
  const start = text.search(/\bPackage\s{0,9}\(/)
  const whole = start === -1 ? null : callOf(text, { text: text.slice(start), at: start })
  const name = literal(whole?.arguments.get('name'))
  if (!whole || !name) return null
  const directory = folderOf(path)
  const lineOf = lineCounter(text)
  const see = (at: number): Source => ({ path, line: lineOf(at) })
  /** Elements of an argument, written there or in a variable of that name. */
  const listed = (key: string): Call[] => {
    const piece = whole.arguments.get(key)
    const elements = piece ? elementsOf(text, arrayOf(text, piece)) : []
    return elements.flatMap((one) => callOf(text, one) ?? [])
  }
  const products = listed('products').flatMap((call) => {
    const named = literal(call.arguments.get('name'))
    if (!named || !PRODUCTS.has(call.name)) return []
    const targets = call.arguments.get('targets')
    return [
      {
        kind: call.name as SwiftPackage['products'][number]['kind'],
        name: named,
        targets: targets ? elementsOf(text, targets).flatMap((one) => literal(one) ?? []) : [],
        source: see(call.at),
      },
    ]
  })
  const targets = listed('targets').flatMap((call) => targetOf(project, directory, text, call, see(call.at)))
  const local: string[] = []
  const requirements = listed('dependencies').flatMap((call): Requirement[] => {
    const url = literal(call.arguments.get('url')) ?? literal(call.arguments.get('id'))
    const beside = literal(call.arguments.get('path'))
    if (beside) local.push(beside)
    if (!url || call.name !== 'package') return []
    const identity = identityOf(url)
    const version = rule(call)
    return [{ name: identity, ...(version && { version }), scope: scopeOf(targets, identity), source: see(call.at) }]
  })
  const tools = lowestTools(project, directory)
  return {
    path,
    directory,
    name: { value: name, sources: [see(whole.arguments.get('name')!.at)] },
    toolsVersion: tools ? { value: tools, sources: [project.find(path, /swift-tools-version/)] } : null,
    platforms: [
      ...(whole.arguments.get('platforms')?.text ?? '').matchAll(/\.(macOS|iOS|tvOS|watchOS|visionOS)\(/g),
    ].map((match) => match[1]!),
    products,
    targets,
    requirements,
    local,
  }
}

/** The oldest tools that the package has a manifest for: `Package@swift-6.0.swift` beside a newer `Package.swift`. */
function lowestTools(project: Project, directory: string): string | null {
  const own = project.text(within(directory, 'Package.swift'))?.match(TOOLS)?.[1]
  const versions = project
    .inFolder(directory)
    .flatMap((path) => baseOf(path).match(/^Package@swift-(\d+(?:\.\d+)*)\.swift$/)?.[1] ?? [])
  const order = (version: string) => Number(version.split('.')[0]) * 1000 + Number(version.split('.')[1] ?? 0)
  return [...(own ? [own] : []), ...versions].toSorted((a, b) => order(a) - order(b))[0] ?? null
}
const TOOLS = /^\/\/\s*swift-tools-version\s*:\s*(\d[\w.]*)/m

/** An array, or the one that the variable of this name was given. */
function arrayOf(text: string, piece: Piece): Piece {
  if (!/^\w+$/.test(piece.text)) return piece
  const given = text.match(new RegExp(`\\b(?:let|var)\\s{1,9}${piece.text}\\b[^=\\n]{0,80}=\\s{0,9}\\[`))
  if (given?.index === undefined) return piece
  const at = given.index + given[0].length - 1
  return { text: text.slice(at), at }
}

function targetOf(project: Project, directory: string, text: string, call: Call, source: Source): Target[] {
  const name = literal(call.arguments.get('name'))
  if (!name || !TARGETS.has(call.name)) return []
  const kind = call.name as Target['kind']
  const custom = literal(call.arguments.get('path'))
  const home = kind === 'testTarget' ? 'Tests' : kind === 'plugin' ? 'Plugins' : 'Sources'
  const folders = custom === null ? [`${home}/${name}`, home] : [custom.replace(/\/$/, '')]
  const folder = folders.map((one) => within(directory, one)).find(project.hasFolder) ?? null
  const dependencies = call.arguments.get('dependencies')
  const needs = (dependencies ? elementsOf(text, arrayOf(text, dependencies)) : []).flatMap((piece) => {
    const plain = literal(piece)
    const made = callOf(text, piece)
    return [plain, literal(made?.arguments.get('package')), literal(made?.arguments.get('name'))].filter(
      (one) => one !== null,
    )
  })
  return [{ kind, name, folder, needs, source }]
}

/** A package that only tests need is for development; one that no target names brings a tool to the package manager. */
function scopeOf(targets: readonly Target[], identity: string): Requirement['scope'] {
  const users = targets.filter(({ needs }) => needs.some((one) => one.toLowerCase() === identity.toLowerCase()))
  if (!users.length) return /plugin/i.test(identity) ? 'build' : 'runtime'
  return users.every(({ kind, name }) => kind === 'testTarget' || /Tests?(?:Support|Utils|Helpers)?$/.test(name))
    ? 'dev'
    : 'runtime'
}
