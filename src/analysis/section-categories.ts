/**
 * Words of headings by what their section is about: the eight categories of Prana et al., "Categorizing the Content of
 * GitHub README Files" (Empirical Software Engineering, 2019). The first row whose word stands in the heading decides,
 * so narrow rows come before wide ones. Whole words, lower case, English.
 */
const CATEGORIES: readonly (readonly [category: string, words: string])[] = [
  [
    'contribution',
    'contributing|contribute|contribution|contributions|how to contribute|pull requests?|code of conduct|contributor guide|contribution guidelines|good first issues?|code style|coding style|coding standards|style guide|hacking',
  ],
  [
    'who',
    'authors?|contributors?|maintainers?|team|credits?|acknowledge?ments?|thanks|sponsors?|sponsorship|backers?|supporters?|donate|donations?|funding|licen[cs]e|licen[cs]ing|copyright|legal|contact|community|^(?:support|help|getting help|getting support)$|who|discord|slack|chat|partners|author information|security|vulnerabilit(?:y|ies)|trademarks?|citation|citing|cite',
  ],
  [
    'when',
    'status|project status|roadmap|road map|changelog|change log|changes|release notes|releases?|history|news|^versions?$|versioning|todo|to do|to-do|milestones?|future|coming soon|what s new|announcements?|deprecated|deprecation|known issues|limitations|upgrading|migration',
  ],
  [
    'why',
    'why|motivation|rationale|comparison|comparisons?|compared|benchmarks?|performance|advantages?|benefits?|philosophy|goals?|non-goals|design goals|alternatives|use cases?|purpose|when to use|pros|who uses|vs|showcase|testimonials',
  ],
  [
    'how',
    'install|installation|installing|setup|set up|setting up|getting started|get started|quick start|quickstart|usage|use|using|how|run|running|start|build|building|compile|compiling|configuration|configure|configuring|config|settings|options|examples?|requirements?|prerequisites?|dependencies|deploy|deployment|deploying|development|developing|developer|test|tests|testing|debug|debugging|troubleshooting|tutorial|commands?|docker|kubernetes|environment|variables|workflow|steps|uninstall|update|download|downloads|demo|cli|integration|environment variables|local|lint|linting|scripts|first steps|bootstrap|customi[sz]ation|mappings|themes|keybindings|shortcuts|faq|frequently asked questions|recipes',
  ],
  [
    'references',
    'documentation|docs|api|api reference|reference|references|resources|links|further reading|read more|see also|related|related projects|learn more|learning|wiki|tutorials|articles|bibliography|papers?|more information|external|useful links|website|blog|books?|credits and references|ecosystem|guides?',
  ],
  [
    'what',
    'what|about|overview|introduction|intro|description|summary|features?|highlights|background|abstract|architecture|screenshots?|preview|concepts?|how it works|structure|project structure|layout|contents|packages|modules|components|supported|platforms|tech stack|technologies|stack|plugins|formats|languages',
  ],
]
const TABLE = CATEGORIES.map(([category, words]) => [category, new RegExp(`\\b(?:${words})(?!\\w)`)] as const)

/** One of `what why how when who references contribution other`, from the words of a heading. */
export function categoryOf(heading: string): string {
  const words = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (/\btable of contents\b|^\s*(?:toc|contents)\s*$/.test(words)) return 'other'
  if (/^\s*how .*works\b/.test(words)) return 'what'
  return TABLE.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other'
}
