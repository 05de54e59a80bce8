import GithubSlugger from 'github-slugger'
import type { MicromarkToken } from 'markdownlint'
import { lint } from 'markdownlint/sync'

export interface Heading {
  level: number
  text: string
  line: number
  /** Written as HTML: it has an id, but no place in the outline. */
  html: boolean
}
export interface Fence {
  language: string
  line: number
  lines: { text: string; line: number }[]
}
export interface Words {
  text: string
  line: number
}
export interface Target {
  target: string
  line: number
  image: boolean
}

/** A README taken apart by markdownlint's own parser, which the product does not use. Lines are 1-based. */
export interface Readme {
  /** Its path in the repository; links and commands start from its folder. */
  path: string
  markdown: string
  lines: readonly string[]
  headings: Heading[]
  fences: Fence[]
  /** Code spans. */
  spans: Words[]
  links: Target[]
  /** Everything that `#x` may lead to. */
  anchors: ReadonlySet<string>
  /** Words outside of code and markup, each run of them by itself. */
  prose: Words[]
  /** HTML tags as they are written, comments left out. */
  tags: Words[]
}

function tokensOf(markdown: string): MicromarkToken[] {
  let tokens: MicromarkToken[] = []
  lint({
    strings: { readme: markdown },
    config: { default: false, tokens: true },
    customRules: [
      {
        names: ['tokens'],
        description: 'Hands over the tokens.',
        tags: ['parser'],
        parser: 'micromark',
        function: ({ parsers }) => {
          tokens = parsers.micromark.tokens
        },
      },
    ],
  })
  return tokens
}

const LEAVES = new Set(['data', 'codeTextData', 'characterEscapeValue'])
const UNSEEN = new Set(['resource', 'reference', 'image', 'definition', 'htmlText', 'characterReference'])

/** What a reader sees of a token's text. */
const shown = (token: MicromarkToken): string =>
  LEAVES.has(token.type) ? token.text : UNSEEN.has(token.type) ? '' : token.children.map(shown).join('')

const lineAt = (text: string, index: number) => (text.slice(0, index).match(/\n/g) ?? []).length
const uncommented = (html: string) => html.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
const ATTRIBUTE = /\s(href|src|srcset|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi

export function readDocument(path: string, markdown: string): Readme {
  const readme = { headings: [], fences: [], spans: [], links: [], prose: [], tags: [] } as Pick<
    { -readonly [K in keyof Readme]: Readme[K] },
    'headings' | 'fences' | 'spans' | 'links' | 'prose' | 'tags'
  >
  const named = new Set<string>()

  const html = (token: MicromarkToken) => {
    const text = uncommented(token.text)
    for (const tag of text.matchAll(/<\/?([a-zA-Z][\w-]*)[^>]*>/g)) {
      const line = token.startLine + lineAt(text, tag.index)
      readme.tags.push({ text: tag[0], line })
      for (const [, attribute = '', ...values] of tag[0].matchAll(ATTRIBUTE)) {
        const value = values.find((one) => one !== undefined) ?? ''
        if (/^(?:id|name)$/i.test(attribute)) named.add(value.toLowerCase())
        else
          for (const target of /srcset/i.test(attribute)
            ? value.split(',').map((one) => one.trim().split(' ')[0] ?? '')
            : [value])
            readme.links.push({ target, line, image: !/^href$/i.test(attribute) })
      }
    }
    for (const heading of text.matchAll(/<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/gi))
      readme.headings.push({
        level: Number(heading[1]),
        text: (heading[2] ?? '')
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
        line: token.startLine + lineAt(text, heading.index),
        html: true,
      })
  }
  const target = (token: MicromarkToken, image: boolean): void => {
    const destination = find(token, [
      'resourceDestinationString',
      'definitionDestinationString',
      'autolinkProtocol',
      'literalAutolinkHttp',
      'literalAutolinkWww',
    ])
    if (destination) readme.links.push({ target: destination.text, line: destination.startLine, image })
  }
  const visit = (token: MicromarkToken): void => {
    switch (token.type as string) {
      case 'codeFenced':
      case 'codeIndented':
        readme.fences.push(fenceOf(token))
        return
      case 'htmlFlow':
      case 'htmlText':
        html(token)
        return
      case 'codeText':
        readme.spans.push({ text: shown(token), line: token.startLine })
        return
      case 'atxHeading':
      case 'setextHeading': {
        const text = token.children.find(({ type }) => /HeadingText$/.test(type))
        const level =
          token.type === 'atxHeading'
            ? (token.children[0]?.text.length ?? 1)
            : find(token, ['setextHeadingLine'])?.text.startsWith('=')
              ? 1
              : 2
        readme.headings.push({ level, text: text ? shown(text).trim() : '', line: token.startLine, html: false })
        break
      }
      case 'link':
      case 'image':
      case 'definition':
      case 'autolink':
      case 'literalAutolink':
        target(token, token.type === 'image')
        break
      case 'data':
        readme.prose.push({ text: token.text, line: token.startLine })
        return
    }
    if (token.type !== 'resource' && token.type !== 'definition') for (const child of token.children) visit(child)
  }
  for (const token of tokensOf(markdown)) visit(token)

  readme.headings.sort((a, b) => a.line - b.line)
  const slugger = new GithubSlugger()
  const slugs = readme.headings.map(({ text }) => slugger.slug(text))
  return {
    path,
    markdown,
    lines: markdown.split(/\r?\n/),
    ...readme,
    anchors: new Set([...slugs, ...named]),
  }
}

function find(token: MicromarkToken, types: readonly string[]): MicromarkToken | undefined {
  if (types.includes(token.type)) return token
  for (const child of token.children) {
    // A link's label may hold an image with a target of its own.
    const found = child.type === 'label' ? undefined : find(child, types)
    if (found) return found
  }
  return undefined
}

function fenceOf(token: MicromarkToken): Fence {
  const lines = token.children
    .filter(({ type }) => type === 'codeFlowValue')
    .map(({ text, startLine }) => ({ text, line: startLine }))
  const language =
    find(token, ['codeFencedFenceInfo'])
      ?.text.toLowerCase()
      .replace(/[{,\s].*$/, '') ?? ''
  return { language, line: token.startLine, lines }
}
