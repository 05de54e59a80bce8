/** Sections that options and managed regions name; `introduction` is title, badges and what it is. */
export const SECTION_IDS = [
  'introduction',
  'contents',
  'quick-start',
  'installation',
  'usage',
  'contracts',
  'routes',
  'inputs',
  'outputs',
  'notebooks',
  'configuration',
  'packages',
  'containers',
  'layout',
  'development',
  'deployment',
  'documentation',
  'support',
  'contributing',
  'security',
  'citation',
  'license',
] as const
export type SectionId = (typeof SECTION_IDS)[number]

/** Ready choices and orders of sections. */
export const TEMPLATES = ['standard', 'minimal', 'library', 'application', 'monorepo'] as const
export type Template = (typeof TEMPLATES)[number]

export const BADGES = ['workflow', 'package', 'license', 'runtime'] as const
export type Badge = (typeof BADGES)[number]
