import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** Ruby's OptionParser: `opts.on("-v", "--verbose", "Say more")`. */
function optionParserFlags(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    if ((code.bare.match(/\bOptionParser\.new\b/g)?.length ?? 0) !== 1) continue
    tree.add(path, {
      name: null,
      source: { path, line: code.lineOf(code.bare.indexOf('OptionParser.new')) },
      root: true,
    })
    for (const match of code.bare.matchAll(/\b\w{1,40}\.on(?:_tail|_head)?\s{0,3}\(?\s{0,9}(?=")/g)) {
      const words: string[] = []
      for (
        let at = match.index + match[0].length, literal = code.literals.get(at);
        literal;
        literal = code.literals.get(at)
      ) {
        words.push(literal.value)
        const next = /^\s{0,3},\s{0,80}(?:(?:[A-Z]\w{0,40}|\[[^\]]{0,200}\])\s{0,3},\s{0,80})?/.exec(
          code.bare.slice(literal.end, literal.end + 400),
        )
        if (!next) break
        at = literal.end + next[0].length
      }
      const flags = words.filter((one) => one.startsWith('-')).map((one) => one.replace(/[ =[<].*$/, ''))
      tree.option(
        path,
        flags.flatMap((one) => one.replace('[no-]', '')),
        words.find((one) => !one.startsWith('-')),
        sourceAt(file, match.index),
      )
    }
  }
  return tree.all(programOf)
}

export const optionParser: CliFramework = {
  name: 'OptionParser',
  proof: /^package\/gem$/,
  files: /\.rb$/,
  word: /\bOptionParser\.new\b/,
  find: optionParserFlags,
}
