import type { LineEvidence } from '../../src/preview/evidence'

/** Text of a stranger that becomes a preview. */
export interface Payload {
  name: string
  markdown: string
  evidence?: readonly LineEvidence[]
}

/**
 * What a payload does when it runs: asks the page's server for `ran` below the page's own address, and makes that the title.
 * Without a quote, a space, an equals sign or an angle bracket, so that Markdown takes it for an attribute of any form.
 */
export const EFFECT = 'Object.assign(document,{title:Object.assign(new(Image)(),{src:/ran/.source}).src.slice(-3)})'

/** Each kind of element that runs something: at once, when loading fails, when touched, in a page of its own. */
export const RUNNING: Record<string, string> = {
  script: `<script>${EFFECT}</script>`,
  'failing picture': `<img src=x onerror=${EFFECT}>`,
  'foreign element': `<svg onload=${EFFECT}>`,
  link: `<a href="javascript:${EFFECT}">a</a>`,
  'opened element': `<details open ontoggle=${EFFECT}>a</details>`,
  'embedded page': `<iframe srcdoc="<script>${EFFECT}</script>"></iframe>`,
}
/** Elements that ask another host, or lead there, without a script. */
const LEAVING: Record<string, string> = {
  'foreign picture': '<img src=https://evil.example/pixel.png>',
  'moving page': '<meta http-equiv=refresh content=0;url=https://evil.example/>',
}

/** Elements in which a parser reads text by other rules, or changes its mind about what surrounds it. */
export const CONTEXTS = (
  'div p table tr td select option optgroup svg math mi mtext annotation-xml foreignObject desc title textarea style script xmp ' +
  'noscript template plaintext iframe noembed noframes object listing pre details summary button form fieldset ruby rt caption ' +
  'colgroup frameset head body html a b nobr li dd h1 blockquote code picture video audio canvas marquee dialog slot portal custom-element'
).split(' ')

/** How a payload stands to its context. */
export const SHAPES: Record<string, (context: string, payload: string) => string> = {
  inside: (context, payload) => `<${context}>${payload}</${context}>`,
  'left open': (context, payload) => `<${context}>${payload}`,
  'behind a strange end': (context, payload) => `<${context}></${context}/>${payload}`,
  'in a comment': (context, payload) => `<${context}><!--</${context}>${payload}-->`,
  'in a title': (context, payload) => `<${context} title="</${context}>${payload.replaceAll('"', "'")}">`,
  'in a style of SVG': (context, payload) => `<svg><${context}><style>${payload}</style></${context}></svg>`,
  'in MathML': (context, payload) => `<math><${context}>&lt;/${context}&gt;${payload}`,
  'over an empty line': (context, payload) => `text <${context}>${payload}\n\n</${context}> after`,
}

/** Places in Markdown that take a stranger's text. */
export const PLACES: Record<string, (payload: string) => string> = {
  'raw HTML': (payload) => payload,
  heading: (payload) => `# ${payload}`,
  list: (payload) => `- ${payload}\n- [ ] ${payload}`,
  quote: (payload) => `> ${payload}`,
  alert: (payload) => `> [!NOTE]\n> ${payload}`,
  'kind of alert': (payload) => `> [!${payload}]\n> text`,
  table: (payload) => `| a |\n| - |\n| ${payload} |`,
  link: (payload) => `[${payload}](${payload})`,
  'title of a link': (payload) => `[a](<${payload}> "${payload}")`,
  image: (payload) => `![${payload}](${payload} '${payload}')`,
  reference: (payload) => `[a][b]\n\n[b]: ${payload} "${payload}"`,
  'code span': (payload) => `\`${payload}\``,
  'fenced code': (payload) => `\`\`\`${payload}\n${payload}\n\`\`\``,
  'highlighted code': (payload) => `\`\`\`html\n${payload}\n\`\`\``,
  'indented code': (payload) => `    ${payload}`,
  autolink: (payload) => `<${payload}>`,
  emphasis: (payload) => `**${payload}** ~~${payload}~~`,
  footnote: (payload) => `a[^1]\n\n[^1]: ${payload}`,
  'name of a footnote': (payload) => `a[^${payload}]\n\n[^${payload}]: text`,
  'name of an emoji': (payload) => `:${payload}: :tada${payload}:`,
}

/** Places that are more than a text: each payload becomes a README by one of these, or by one of `PLACES`. */
const OTHER_PLACES: Record<string, (payload: string) => Omit<Payload, 'name'>> = {
  // Stands in a frame of our own, where alone scripts may run; its page gets the policy that allows this.
  diagram: (payload) => ({ markdown: `\`\`\`mermaid\ngraph TD; A["${payload}"] --> B\n\`\`\`\n\n${payload}` }),
  evidence: (payload) => ({ markdown: 'text', evidence: [{ line: 1, sources: [{ path: payload }] }] }),
}

/** Every payload as it stands, and every one in each context and shape. */
export function* snippets(): Generator<[name: string, html: string]> {
  const payloads = Object.entries({ ...RUNNING, ...LEAVING })
  yield* payloads
  for (const context of CONTEXTS)
    for (const [shape, wrap] of Object.entries(SHAPES))
      for (const [kind, payload] of payloads) yield [`${kind} ${shape}, <${context}>`, wrap(context, payload)]
}

/**
 * Contexts × shapes × payloads, each as raw HTML, and every third in another place, which changes from one to the next, so
 * that each place sees all payloads in many contexts and shapes.
 */
export function* matrix(): Generator<Payload> {
  const { 'raw HTML': raw, ...texts } = PLACES
  const ofText = Object.entries(texts).map(
    ([where, put]) => [where, (payload: string): Omit<Payload, 'name'> => ({ markdown: put(payload) })] as const,
  )
  const places = [...ofText, ...Object.entries(OTHER_PLACES)]
  for (const [n, [name, html]] of [...snippets()].entries()) {
    if (raw) yield { name: `raw HTML: ${name}`, markdown: raw(html) }
    const [where, put] = n % 3 === 0 ? (places[(n / 3) % places.length] ?? []) : []
    if (put) yield { name: `${where}: ${name}`, ...put(html) }
  }
}
