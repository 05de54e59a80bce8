import GithubSlugger from 'github-slugger'

/** The words of a heading's line, without what marks them. */
const words = (line: string) =>
  line
    .replace(/^ {0,3}#{1,6}[ \t]+/, '')
    .replace(/[ \t]+#+[ \t]*$/, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .trim()

/** The id that the preview gives the last heading before `end`; empty where there is none. */
export function headingBefore(markdown: string, end: number): string {
  const slugger = new GithubSlugger()
  let fence = ''
  let id = ''
  for (const line of markdown.slice(0, end).split('\n')) {
    const [, mark = ''] = line.match(/^ {0,3}(`{3,}|~{3,})/) ?? []
    if (mark && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    else if (fence === '' && /^ {0,3}#{1,6}[ \t]/.test(line)) id = `user-content-${slugger.slug(words(line))}`
  }
  return id
}
