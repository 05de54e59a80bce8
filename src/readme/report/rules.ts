import type { Drift } from '../../analysis/facts'

/** What a kind of claim is called, and what to do about one that no longer holds. */
interface ClaimRule {
  /** In a sentence. */
  name: string
  /** Stable identifier, in Pascal case as SARIF asks. */
  title: string
  /** One sentence: what is wrong. */
  short: string
  /** What to do. */
  help: string
  level: 'error' | 'warning' | 'note'
}

/** Claims that fail a reader who follows them are errors; those that mislead are warnings. */
export const CLAIMS: Record<Drift['kind'], ClaimRule> = {
  command: {
    name: 'command',
    title: 'CommandDoesNotResolve',
    short: 'A command of the README names something that the repository does not have.',
    help: 'Name the script, target or file as it is called now, or take the command out of the README.',
    level: 'error',
  },
  path: {
    name: 'path',
    title: 'PathDoesNotExist',
    short: 'A path that the README names is not in the repository.',
    help: 'Name the path as it is now, or take it out of the README.',
    level: 'warning',
  },
  version: {
    name: 'version',
    title: 'VersionIsOutdated',
    short: 'A version that the README names contradicts the manifest.',
    help: 'Name the version that the manifest asks for.',
    level: 'warning',
  },
  port: {
    name: 'port',
    title: 'PortIsAnother',
    short: 'A port that the README names is fixed otherwise by the files.',
    help: 'Name the port that the files fix.',
    level: 'warning',
  },
  environment: {
    name: 'environment variable',
    title: 'VariableIsNotRead',
    short: 'An environment variable of the README is named by no file.',
    help: 'Name the variable as the files do, or take it out of the README.',
    level: 'warning',
  },
  license: {
    name: 'licence',
    title: 'LicenseContradicts',
    short: 'The licence that the README names is not that of the licence file.',
    help: 'Name the licence of the licence file, or put the right text into that file.',
    level: 'error',
  },
  anchor: {
    name: 'anchor',
    title: 'AnchorLeadsNowhere',
    short: 'A link within the README leads to no heading.',
    help: 'Link to the anchor that the host makes of the heading: lower case, hyphens for spaces, no punctuation.',
    level: 'note',
  },
  link: {
    name: 'link',
    title: 'LinkLeadsNowhere',
    short: 'A link or picture of the README leads to a file that is not in the repository.',
    help: 'Link to where the file is now, or take the link out.',
    level: 'warning',
  },
}
