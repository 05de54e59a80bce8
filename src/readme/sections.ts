import { configuration } from './sections/configuration'
import { containers } from './sections/containers'
import { contracts } from './sections/contracts'
import { deployment } from './sections/deployment'
import { development } from './sections/development'
import { citation, contributing, documentation, security, support } from './sections/documents'
import { installation } from './sections/installation'
import { inputs, outputs } from './sections/interface'
import { layout } from './sections/layout'
import { license } from './sections/license'
import { notebooks } from './sections/notebooks'
import { packages } from './sections/packages'
import { quickStart } from './sections/quick-start'
import { routes } from './sections/routes'
import type { Section } from './sections/section'
import { usage } from './sections/usage'

/**
 * Every section below the introduction. A library is called, so usage comes early; an application is started first.
 * Adding a section is adding its function, a row here and a test.
 */
export const SECTIONS: readonly Section[] = [
  { id: 'quick-start', heading: 'Quick start', place: 10, write: quickStart },
  {
    id: 'installation',
    heading: 'Installation',
    place: { library: 10, command: 10, application: 20 },
    write: installation,
  },
  { id: 'usage', heading: 'Usage', place: { library: 20, command: 20, application: 30 }, write: usage },
  { id: 'routes', heading: 'HTTP interface', place: 35, write: routes },
  { id: 'inputs', heading: 'Inputs', place: 36, write: inputs },
  { id: 'outputs', heading: 'Outputs', place: 37, write: outputs },
  { id: 'contracts', heading: 'Contracts', place: 34, write: contracts },
  { id: 'notebooks', heading: 'Notebooks', place: 38, write: notebooks },
  { id: 'configuration', heading: 'Configuration', place: 40, write: configuration },
  { id: 'packages', heading: 'Packages', place: { library: 30, command: 50, application: 50 }, write: packages },
  { id: 'containers', heading: 'Containers', place: { library: 75, command: 75, application: 45 }, write: containers },
  { id: 'layout', heading: 'Project layout', place: 60, write: layout },
  { id: 'development', heading: 'Development', place: 70, write: development },
  { id: 'deployment', heading: 'Deployment', place: 80, write: deployment },
  { id: 'documentation', heading: 'Documentation', place: 90, write: documentation },
  { id: 'support', heading: 'Support', place: 95, write: support },
  { id: 'contributing', heading: 'Contributing', place: 100, write: contributing },
  { id: 'security', heading: 'Security', place: 110, write: security },
  { id: 'citation', heading: 'Citation', place: 115, write: citation },
  { id: 'license', heading: 'License', place: 120, write: license },
]
