import type { SectionId } from '../vocabulary'

/**
 * Which of our sections a heading of somebody else's stands for, by its words in lower case without signs; the first row
 * that fits decides. English, and the words that READMEs in other languages use most.
 */
const NAMES: readonly (readonly [id: SectionId, words: RegExp])[] = [
  [
    'contents',
    /^(?:table of contents?|contents?|toc|index|目录|目次|índice|sommaire|inhalt(?:sverzeichnis)?|содержание)$/,
  ],
  [
    'license',
    /\blicen[cs](?:e|es|ing)\b|^copyright|许可|授权|ライセンス|라이선스|^licencia|^licença|^lizenz|^лицензия/,
  ],
  ['security', /^(?:security|vulnerabilit|reporting (?:a |security )?(?:vulnerabilit|security|issues))/],
  [
    'contributing',
    /^(?:how to |guide to )?contribut(?:e|ing|ions?)\b|^pull requests?$|^贡献|^contribuer|^contribuir|^mitwirken/,
  ],
  [
    'support',
    /^(?:(?:getting |get |where to get |need )?(?:help|support)|support(?: and)? (?:help|community)|questions|feedback|reporting (?:bugs|issues)|bugs?|issues?)$|^支持$|^поддержка/,
  ],
  ['citation', /^(?:how to )?(?:cit(?:e|ing|ation)s?|bibtex)\b/],
  ['containers', /\bdocker\b|\bcontainers?\b/],
  [
    'quick-start',
    /^(?:quick ?starts?|getting started|get started|first steps)\b|^快速(?:开始|上手|入门)|^クイックスタート/,
  ],
  [
    'installation',
    /^(?:how to )?(?:install|installation|installing|set ?up|setting up|downloads?)\b|\binstall(?:ation)?$|^安装|^インストール|^설치|^instalación|^instalação|^установка/,
  ],
  ['routes', /^(?:(?:rest|http) )?(?:api )?(?:endpoints?|routes)\b|^(?:rest|http) (?:api|interface)\b/],
  ['inputs', /^(?:module |role )?(?:inputs?|variables|parameters)$/],
  ['outputs', /^(?:module )?outputs?$/],
  ['notebooks', /^notebooks?$/],
  [
    'configuration',
    /^(?:configuration|configuring|configure|config|settings|environment(?: variables)?|env(?: vars?)?)\b|^配置|^設定/,
  ],
  [
    'layout',
    /^(?:(?:project|repository|repo|folder|directory|code|file|source)s? )?(?:structure|layout|organi[sz]ation|tree)$/,
  ],
  ['packages', /^(?:packages|workspaces|monorepo(?: structure| packages)?|crates)$/],
  ['deployment', /^deploy/],
  [
    'development',
    /^(?:(?:local )?development|developing|developers?|for developers|(?:how to )?build(?:ing)?|(?:building|build|compile|compiling) from source|compil(?:e|ing|ation)|(?:running |run )?(?:the )?(?:unit )?tests?|testing|lint(?:ing)?)$|^开发|^開発/,
  ],
  ['documentation', /^(?:(?:full|further|online|more|api) )?(?:documentation|docs)$|^文档/],
  [
    'usage',
    /^(?:how to use|how to run|running|(?:basic |example |simple |cli )?usage|using|use(?! cases?))\b|^用法|^使用|^使い方|^사용법|^uso$|^utilisation/,
  ],
]

export const headingWords = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The section of ours that a heading stands for; `null` for one that only people write. */
export function sectionNamed(heading: string): SectionId | null {
  const words = headingWords(heading)
  return words.length > 80 ? null : (NAMES.find(([, pattern]) => pattern.test(words))?.[0] ?? null)
}
