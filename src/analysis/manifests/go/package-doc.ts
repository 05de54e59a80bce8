import type { Facts, Sourced } from '../../facts'
import { lineAt, type Project } from '../../project'
import type { Module } from './module'

/** Against a flood: no package exports as many names. */
const MOST = 3_000

/** Go files of the module's root package, `doc.go` first. */
export function rootFiles(project: Project, module: Module): string[] {
  const files = project
    .inFolder(module.directory)
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go') && project.text(path) !== null)
  return files.sort((a, b) => Number(b.endsWith('doc.go')) - Number(a.endsWith('doc.go')))
}

/** Name of the package at the module's root, where ordinary files declare one. */
export function rootPackage(project: Project, module: Module): { name: string; files: string[] } | null {
  const files = rootFiles(project, module).filter(
    (path) => !/^\/\/(?:go:build|\s*\+build)\s+(?:ignore|tools?)\b/m.test(project.text(path) ?? ''),
  )
  for (const path of files) {
    const name = project.text(path)?.match(/^package (\w+)/m)?.[1]
    if (name) return { name, files }
  }
  return null
}

/** The comment that ends right above: lines of `//`, or one block. */
function commentAbove(text: string): string {
  if (text.endsWith('*/\n')) return text.slice(Math.max(0, text.lastIndexOf('/*')))
  const lines = text.split('\n').slice(0, -1)
  let first = lines.length
  while (first > 0 && lines[first - 1]?.startsWith('//')) first--
  return lines
    .slice(first)
    .map((line) => `${line}\n`)
    .join('')
}

/** The first sentence of the comment right above `package x`, without its `Package x` opening. https://go.dev/doc/comment */
export function packageSentence(project: Project, module: Module): Sourced | null {
  const root = rootPackage(project, module)
  if (!root || root.name === 'main') return null
  for (const path of root.files) {
    const text = project.text(path) ?? ''
    const at = text.search(/^package \w+/m)
    const comment = commentAbove(text.slice(0, at))
    const plain = comment
      .split('\n')
      .map((line) => line.replace(/^(?:\/\/|\/\*|\s*\*\/)\s?/, '').replace(/\*\/\s*$/, ''))
      .join('\n')
      .trim()
    const paragraph = plain.split(/\n\s*\n/)[0]?.replace(/\s+/g, ' ') ?? ''
    const sentence =
      paragraph.match(/^Package \w+ (.+?[.!])(?:\s|$)/)?.[1] ?? paragraph.match(/^Package \w+ (.+)$/)?.[1]
    if (!sentence || sentence.length > 300) continue
    const said = sentence.replace(/^is (?=an? |the )/i, '')
    return {
      value: said.charAt(0).toUpperCase() + said.slice(1),
      sources: [{ path, line: lineAt(text, Math.max(0, at - comment.length)) }],
    }
  }
  return null
}

/** Exported functions and types of the root package that carry a doc comment. */
export function rootExports(project: Project, module: Module): Facts['surface']['exports'] {
  const root = rootPackage(project, module)
  if (!root || root.name === 'main') return []
  const found = new Map<string, Facts['surface']['exports'][number]>()
  for (const path of root.files) {
    const lines = (project.text(path) ?? '').split('\n')
    lines.forEach((line, i) => {
      const match = line.match(/^(func|type) ([A-Z]\w*)/)
      if (!match?.[2] || found.size >= MOST || found.has(match[2]) || !/^(?:\/\/|.*\*\/)/.test(lines[i - 1] ?? ''))
        return
      found.set(match[2], {
        name: match[2],
        kind: match[1] === 'func' ? 'function' : 'type',
        module: module.path,
        sources: [{ path, line: i + 1 }],
      })
    })
  }
  return [...found.values()]
}
