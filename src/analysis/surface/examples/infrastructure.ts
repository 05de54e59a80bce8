import type { Project } from '../../project'
import { titleOf } from './calls'
import type { Page } from './documents'
import { type CodeLine, dedented, type Example, exampleOf, type Snippet, textOf } from './snippet'
import type { Subject } from './whereabouts'
import { isClosed, isFit, leavesOut, MOST_LINES } from './whole'

/** A module's examples, one folder each. */
const EXAMPLE = /^examples?\/[\w.-]+\/main\.tf$/
const MOST_BYTES = 8_192
const MOST_FILES = 6
export const wantsForModule = (path: string): number => (EXAMPLE.test(path) ? MOST_BYTES : 0)

/** Arguments that Terraform itself knows in a module's block. */
const OF_BLOCK = new Set(['source', 'version', 'providers', 'for_each', 'count', 'depends_on'])

/** Does the block give only inputs that the module has, and all that it must be given? */
function fits(lines: readonly CodeLine[], { inputs }: Subject): boolean {
  const given = lines
    .flatMap(({ text }) => text.match(/^ {2}(\w+)\s*=/)?.[1] ?? [])
    .filter((name) => !OF_BLOCK.has(name))
  const names = new Set(inputs.map(({ name }) => name))
  return (
    given.every((name) => names.has(name)) && inputs.every(({ name, required }) => !required || given.includes(name))
  )
}

/** Where the module is had from: the address in its install command. */
const addressIn = ({ install }: Subject) =>
  install.flatMap(({ command, sources }) => {
    const source = command.match(/\bsource\s*=\s*"([^"]{1,200})"/)?.[1]
    return source && sources[0] ? [{ source, from: sources[0] }] : []
  })[0]

/** Blocks of this module in a text, the relative address of an example replaced by the one that a reader needs. */
function moduleBlocks({ lines }: Pick<Snippet, 'lines'>, subject: Subject): CodeLine[][] {
  const address = addressIn(subject)
  const repository = `${subject.repository.owner ?? ''}/${subject.repository.name}`.toLowerCase()
  return lines.flatMap(({ text }, begin): CodeLine[][] => {
    if (!/^module\s+"[\w-]+"\s*\{\s*$/.test(text)) return []
    const end = lines.slice(begin).findIndex((line) => /^\}/.test(line.text))
    const block = lines.slice(begin, begin + end + 1)
    const source = block.find((line) => /^ {2}source\s*=\s*"/.test(line.text))?.text.match(/"([^"]*)"/)?.[1]
    if (end === -1 || source === undefined) return []
    const root = /^(?:\.\.\/){2}$|^\.\.\/\.\.$/.test(source)
    const named = source === address?.source || source.toLowerCase().includes(repository)
    if (!(root && address) && !named) return []
    const local = block.some((line) => /\b(?:local|module|data|var|random_\w+)\.\w/.test(line.text))
    if (local && root) return []
    return [
      block.map((line) =>
        root && address && /^ {2}source\s*=/.test(line.text)
          ? { text: line.text.replace(/"[^"]*"/, () => `"${address.source}"`), source: address.from }
          : line,
      ),
    ]
  })
}

/** Blocks that call this Terraform module: of the README, then of its own examples, the shortest first. */
function modules(project: Project, pages: readonly Page[], subject: Subject): Example[] {
  const shown = pages.flatMap(({ from, fences }) =>
    fences
      .filter(({ language }) => /^(?:hcl|terraform|tf|)$/.test(language))
      .map((fence) => ({ from, lines: fence.lines })),
  )
  const files = project.paths
    .filter((path) => EXAMPLE.test(path) && project.text(path))
    .slice(0, MOST_FILES)
    .map((path) => ({
      from: 'example' as const,
      lines: (project.text(path) ?? '').split('\n').map((text, index) => ({ text, source: { path, line: index + 1 } })),
    }))
  return [...shown, ...files].flatMap(({ from, lines }) =>
    moduleBlocks({ lines }, subject)
      .filter(
        (block) =>
          block.length <= MOST_LINES && isFit(block) && !leavesOut(textOf({ lines: block })) && fits(block, subject),
      )
      .map((block) => exampleOf(block, { language: 'hcl', from })),
  )
}

const indentOf = (text: string) => text.length - text.trimStart().length

/** A remark at the end is about what follows. */
function withoutRemark(step: readonly CodeLine[]): CodeLine[] {
  const last = step.findLastIndex(({ text }) => !/^\s*(?:#|$)/.test(text))
  return step.slice(0, last + 1)
}

/** The step of a workflow that uses this action: `uses`, and what it gives; only inputs that exist. */
function actions(pages: readonly Page[], { repository: { owner, name }, inputs }: Subject): Example[] {
  if (owner === null) return []
  const names = new Set(inputs.map((one) => one.name))
  const uses = `${owner}/${name}@`.toLowerCase()
  return pages.flatMap(({ from, fences }) =>
    fences
      .filter(({ language }) => /^(?:ya?ml|)$/.test(language))
      .flatMap(({ lines, headings }) => {
        const at = lines.findIndex(({ text }) =>
          text.trim().replace(/^- /, '').toLowerCase().startsWith(`uses: ${uses}`),
        )
        if (at === -1) return []
        const begin = lines.slice(0, at + 1).findLastIndex(({ text }) => /^\s*-(?:\s|$)/.test(text))
        const base = indentOf(lines[begin]?.text ?? '')
        const rest = lines.slice(begin + 1)
        const length = rest.findIndex(({ text }) => text.trim() !== '' && indentOf(text) <= base)
        const step = withoutRemark(
          dedented([...lines.slice(Math.max(0, begin), begin + 1), ...(length === -1 ? rest : rest.slice(0, length))]),
        )
        const block = step.findIndex(({ text }) => /^\s+with:\s*$/.test(text))
        const depth = indentOf(step[block + 1]?.text ?? '')
        const given =
          block === -1
            ? []
            : step
                .slice(block + 1)
                .flatMap(({ text }) => (indentOf(text) === depth ? (text.match(/^\s+([\w-]+):/)?.[1] ?? []) : []))
        if (
          begin === -1 ||
          step.length > MOST_LINES ||
          !isFit(step) ||
          (names.size > 0 && !given.every((one) => names.has(one)))
        )
          return []
        return [exampleOf(step, { language: 'yaml', from, title: titleOf(headings.at(-1) ?? '') })]
      }),
  )
}

/** A playbook that gives its hosts this role. */
function playbooks(pages: readonly Page[], { install }: Subject): Example[] {
  const role = install.flatMap(
    ({ command }) => command.match(/^ansible-galaxy (?:role )?install ([\w-]+\.[\w-]+)$/)?.[1] ?? [],
  )[0]
  if (role === undefined) return []
  return pages.flatMap(({ from, fences }) =>
    fences
      .filter(({ language, lines }) => /^(?:ya?ml|)$/.test(language) && lines.length <= MOST_LINES && isFit(lines))
      .filter(({ lines }) => {
        const words = textOf({ lines })
        return /^\s*-?\s*hosts:/m.test(words) && /^\s*(?:roles|tasks):/m.test(words) && words.includes(role)
      })
      .map(({ lines }) => exampleOf(lines, { language: 'yaml', from })),
  )
}

/** How what others provision with is called: a module's block, an action's step. */
export const provisioning = (project: Project, pages: readonly Page[], subject: Subject): Example[] =>
  subject.inputs.length || subject.install.some(({ command }) => /^(?:module "|uses: |ansible-galaxy )/.test(command))
    ? [...modules(project, pages, subject), ...actions(pages, subject), ...playbooks(pages, subject)].filter(
        ({ code, language }) => language !== 'hcl' || isClosed(code, 'python'),
      )
    : []
