import { EFFECT, RUNNING } from './matrix'

const SCRIPT = `javascript:${EFFECT}`
const STYLE = '*{background:url(https://evil.example/a)}'
/** Settings as a diagram may bring them along. */
const settings = (values: object) => `%%{init: ${JSON.stringify(values)}}%%`

/** Places in a diagram's text that take a stranger's words, addresses and styles. */
const KINDS: Record<string, (payload: string) => string> = {
  'label of a flowchart': (payload) => `graph TD\nA["${payload}"] --> B(${payload})`,
  'label of an edge': (payload) => `graph TD\nA -->|"${payload}"| B`,
  'label as Markdown': (payload) => `graph TD\nA["\`**a** ${payload}\`"] --> B`,
  subgraph: (payload) => `graph TD\nsubgraph one["${payload}"]\nA --> B\nend`,
  'picture as a shape': (payload) =>
    `graph TD\nA@{ img: "https://evil.example/a.png", label: "${payload}", w: 60, h: 60 }`,
  'looser settings': (payload) =>
    `${settings({ securityLevel: 'loose', htmlLabels: true, flowchart: { htmlLabels: true } })}\ngraph TD\nA["${payload}"] --> B\nclick A "${SCRIPT}"`,
  'settings ahead of the text': (payload) =>
    `---\ntitle: ${payload}\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\ngraph TD\nA["${payload}"]\nclick A href "${SCRIPT}" _self`,
  'style sheet': (payload) => `${settings({ themeCSS: `${STYLE}</style>${payload}` })}\ngraph TD\nA --> B`,
  font: (payload) => `${settings({ fontFamily: `a}${STYLE}</style>${payload}` })}\ngraph TD\nA --> B`,
  colour: (payload) =>
    `${settings({ theme: 'base', themeVariables: { primaryColor: `red}${STYLE}</style>${payload}` } })}\ngraph TD\nA --> B`,
  'class of a style': (payload) => `graph TD\nA["${payload}"]:::a --> B\nclassDef a fill:url(https://evil.example/a)`,
  'step to an address': () => `graph TD\nA --> B\nclick A "${SCRIPT}" "${SCRIPT}"`,
  'step to a page': () => `graph TD\nA --> B\nclick A href "data:text/html,<script>${EFFECT}</script>" _self`,
  'step to a call': () => 'graph TD\nA --> B\nclick A call alert(1)',
  sequence: (payload) =>
    `sequenceDiagram\nparticipant A as ${payload}\nlink A: a @ ${SCRIPT}\nlinks A: {"b": "${SCRIPT}"}\nA->>B: ${payload}\nNote over A: ${payload}`,
  class: (payload) => `classDiagram\nclass A["${payload}"]\nA : ${payload}\nlink A "${SCRIPT}" "a"`,
  state: (payload) => `stateDiagram-v2\nA: ${payload}\n[*] --> A : ${payload}`,
  entities: (payload) => `erDiagram\nA ||--o{ B : "${payload}"`,
  gantt: (payload) => `gantt\ntitle ${payload}\nsection ${payload}\na :one, 2024-01-01, 1d\nclick one href "${SCRIPT}"`,
  pie: (payload) => `pie title ${payload}\n"${payload}" : 1`,
  commits: (payload) => `gitGraph\ncommit id: "${payload}" tag: "${payload}"`,
  mindmap: (payload) => `mindmap\n  root["${payload}"]\n    ${payload}`,
  timeline: (payload) => `timeline\ntitle ${payload}\n2024 : ${payload}`,
  formula: () => `graph TD\nA["$$\\href{${SCRIPT}}{a}\\htmlStyle{background:url(https://evil.example/a)}{b}$$"]`,
  mistake: (payload) => `graph TD\nA[${payload}`,
}

/** Diagrams that try to run something, by the name of what they try. */
export const HOSTILE_DIAGRAMS: readonly [name: string, source: string][] = Object.entries(KINDS).flatMap(
  ([kind, put]): [string, string][] => {
    const sources = ['failing picture', 'link'].map((name) => put((RUNNING[name] ?? '').replaceAll('"', "'")))
    return [...new Set(sources)].map((source, n) => [`${kind} ${n + 1}`, source])
  },
)
