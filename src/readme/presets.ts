import type { SectionId, Template } from './vocabulary'

/** The three orders in which readers want to be told: what to call, what to type, what to start. */
export type Family = 'library' | 'command' | 'application'

/** A ready template: the order it follows whatever the project is, the sections it is confined to, those that come first. */
interface Preset {
  family?: Family
  only?: readonly SectionId[]
  first?: readonly SectionId[]
}

export const PRESETS: Record<Template, Preset> = {
  standard: {},
  minimal: {
    only: [
      'introduction',
      'quick-start',
      'installation',
      'usage',
      'inputs',
      'notebooks',
      'packages',
      'development',
      'license',
    ],
  },
  library: { family: 'library' },
  application: { family: 'application' },
  monorepo: { first: ['packages'] },
}
