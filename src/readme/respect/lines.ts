/** A line of a file and what ends it: `\n`, `\r\n`, or nothing at the end of the file. */
export interface TextLine {
  text: string
  end: '' | '\n' | '\r\n'
}

/** The lines of a text; put together again they give the same bytes. After a last line feed stands no further line. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = []
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at)
    const stop = feed < 0 ? text.length : feed
    const isCarriage = feed >= 0 && stop > at && text[stop - 1] === '\r'
    lines.push({
      text: text.slice(at, isCarriage ? stop - 1 : stop),
      end: feed < 0 ? '' : isCarriage ? '\r\n' : '\n',
    })
    at = stop + 1
  }
  return lines
}

export const bytesOf = (lines: readonly TextLine[]): string => lines.map(({ text, end }) => text + end).join('')

/** How the file ends its lines: as most of them end. */
export function lineEnd(lines: readonly TextLine[]): '\n' | '\r\n' {
  const carriages = lines.filter(({ end }) => end === '\r\n').length
  return carriages * 2 > lines.length ? '\r\n' : '\n'
}

/** A line of a person's and where it stands, 0-based; `last` where it is made of several. */
export interface HumanLine {
  text: string
  line: number
  last?: number
}
