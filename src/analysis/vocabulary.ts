import { BUILD } from './data/engine'

/** Bumped when the shape of `Facts` changes. */
export const SCHEMA_VERSION = 3
/** Changes whenever the same commit may give other facts. */
export const ENGINE_VERSION = `0.1.0+${BUILD}`

// The words of the contract, apart from its schema, so that detectors use them without zod.
export const KINDS = [
  'library',
  'cli',
  'web-app',
  'service',
  'mobile-app',
  'desktop-app',
  'framework',
  'plugin',
  'docs',
  'notebooks',
  'template',
  'infrastructure',
  'contracts',
  'dataset',
  'research-code',
  'config',
  'sample',
  'monorepo',
] as const

export const DEPENDENCY_SCOPES = ['runtime', 'dev', 'peer', 'optional', 'build'] as const
export const COMMAND_GROUPS = ['install', 'setup', 'build', 'run', 'test', 'lint', 'format', 'deploy'] as const

/** What a README may claim that files can contradict. */
export const CLAIM_KINDS = ['command', 'path', 'version', 'port', 'environment', 'license', 'anchor', 'link'] as const
/** Where code that shows the project in use was found. */
export const EXAMPLE_ORIGINS = ['readme', 'doc-comment', 'example', 'documentation', 'test'] as const
