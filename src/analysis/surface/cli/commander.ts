import { argumentsAt, literalIn } from '../arguments'
import { chainBefore, chainBehind, type Link } from '../chains'
import { importsOf } from '../routes/javascript-modules'
import type { SourceFile } from '../source-file'
import { type CliFramework, type CommandTree, commandTree, sourceAt } from './command'

/** `-p, --port <number>` without its argument. */
const flagsOf = (text: string) =>
  text
    .split(/[\s,|]+/)
    .filter((one) => /^-/.test(one))
    .map((one) => one.replace(/[=[<].*$/, ''))
const isHidden = (code: SourceFile['code'], link: Link) =>
  /\bhidden\b|\bnoHelp\b/.test(code.bare.slice(link.open, code.partner(link.open)))

/** Takes what the calls chained behind a command say of it. */
function chained(tree: CommandTree, file: SourceFile, id: string, links: readonly Link[]): void {
  const { code } = file
  for (const { name, open } of links) {
    if (name === 'command') return
    if (name !== 'option' && name !== 'requiredOption') continue
    const all = argumentsAt(code, open)
    const flags = literalIn(code, all[0])
    if (flags) tree.option(id, flagsOf(flags), literalIn(code, all[1]), sourceAt(file, open))
  }
}

/** Commander and cac: a program, and commands made on it, with options chained to each. */
function commanderCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    const imports = importsOf(file)
    const isFrom = (name: string) =>
      /^(?:commander|@commander-js\/extra-typings|cac)$/.test(imports.get(name)?.module ?? '')
    if (![...imports.keys()].some(isFrom)) continue
    /** Commands by variable. */
    const known = new Map<string, string>()
    const describe = (links: readonly Link[]) => {
      const link = links
        .slice(0, links.findIndex(({ name }) => name === 'command') >>> 0)
        .find(({ name }) => name === 'description' || name === 'summary')
      return link ? (literalIn(code, argumentsAt(code, link.open)[0]) ?? undefined) : undefined
    }
    const root = `${path}#`
    const begin = (at: number, links: readonly Link[]) => {
      const name = links.find((one) => one.name === 'name')
      tree.add(root, {
        name: name ? literalIn(code, argumentsAt(code, name.open)[0]) : null,
        description: describe(links),
        source: sourceAt(file, at),
        root: true,
      })
      chained(tree, file, root, links)
    }
    for (const match of code.bare.matchAll(
      /\b(?:(?:const|let|var)\s{1,9}(\w{1,60})\s{0,9}=\s{0,9})?(?:new\s{1,9})?(Command|cac|createCommand)\s{0,3}\(/g,
    )) {
      if (!isFrom(match[2]!)) continue
      const open = match.index + match[0].length - 1
      // `.addCommand(new Command("x"))` and others without a variable are commands of somebody.
      const own = literalIn(code, argumentsAt(code, open)[0])
      if (match[1] && !own && !known.size) {
        known.set(match[1], root)
        begin(match.index, chainBehind(code, code.partner(open) + 1))
      } else if (match[1] && match[2] === 'cac') {
        known.set(match[1], root)
        tree.add(root, { name: own, source: sourceAt(file, match.index), root: true })
      } else {
        const links = chainBehind(code, code.partner(open) + 1)
        const id = `${path}@${open}`
        tree.add(id, { name: own, description: describe(links), source: sourceAt(file, match.index), hidden: false })
        chained(tree, file, id, links)
        const outer = code.bare
          .slice(Math.max(0, match.index - 60), match.index)
          .match(/\b(\w{1,60})\.addCommand\(\s{0,20}$/)?.[1]
        if (outer && known.has(outer)) tree.put(id, known.get(outer)!)
        if (match[1]) known.set(match[1], id)
      }
    }
    for (const [name, { imported }] of imports)
      if (isFrom(name) && (imported === 'program' || (imported === 'default' && name !== 'cac' && !known.size))) {
        known.set(name, root)
        tree.add(root, { name: null, source: sourceAt(file, 0), root: true })
      }
    for (const match of code.bare.matchAll(/\.(command|option|requiredOption|addCommand)\s{0,3}\(/g)) {
      const { name: first, links: before } = chainBefore(code, match.index)
      const open = match.index + match[0].length - 1
      const all = argumentsAt(code, open)
      // Options behind a command are that command's.
      const inside = before.some(({ name }) => name === 'command')
      const owner = known.get(first)
      if (!owner) continue
      if (match[1] === 'addCommand') {
        const child = all[0] && known.get(code.bare.slice(all[0].start, all[0].end))
        if (child) tree.put(child, owner)
      } else if (match[1] === 'command') {
        const said = literalIn(code, all[0])
        const name = said?.split(/\s/)[0]
        const links = chainBehind(code, code.partner(open) + 1)
        const bound = code.bare
          .slice(Math.max(0, match.index - 120), match.index)
          .match(/\b(?:const|let|var)\s{1,9}(\w{1,60})\s{0,9}=\s{0,9}\w{1,60}\s{0,80}$/)?.[1]
        if (!name || /^[[<]/.test(name)) {
          // cac's command without a name is the program itself.
          if (said !== null && first) {
            if (literalIn(code, all[1]))
              tree.add(root, {
                name: null,
                description: literalIn(code, all[1])!,
                source: sourceAt(file, match.index),
                root: true,
              })
            chained(tree, file, owner, links)
          }
          continue
        }
        const id = `${path}@${open}`
        tree.add(id, {
          name,
          description: describe(links) ?? literalIn(code, all[1]) ?? undefined,
          source: sourceAt(file, match.index),
          hidden: isHidden(code, { name, open }),
        })
        tree.put(id, owner)
        chained(tree, file, id, links)
        if (bound) known.set(bound, id)
      } else if (!inside) {
        const flags = literalIn(code, all[0])
        if (flags) tree.option(owner, flagsOf(flags), literalIn(code, all[1]), sourceAt(file, match.index))
      }
    }
  }
  return tree.all(programOf)
}

export const commander: CliFramework = {
  name: 'Commander',
  proof: /^npm\/(?:commander|@commander-js\/extra-typings|cac)$/,
  files: /\.[cm]?[jt]s$/,
  word: /\bcommander\b|@commander-js|['"]cac['"]/,
  find: commanderCommands,
}
