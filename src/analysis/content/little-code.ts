import type { Project } from '../project'

const CODE =
  /^\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|ex|swift|dart|c|cc|cpp|scala|hs|clj|jl|lua|zig|nim|vue|svelte)$/
/** Files of code that settings, themes and scripts of a repository of texts come to. */
const FEW = 8
/** What only configures tools, or decorates pages. */
const ASIDE =
  /(?:^|\/)(?:conf\.py|[\w.-]+\.config\.[cm]?[jt]s|scripts?\/.*|theme[s]?\/.*|assets?\/.*|static\/.*|public\/.*|layouts?\/.*|_\w+\/.*|\..*)$/

/** Is there next to no code of the project's own, so that its texts are what it is? */
export const isMostlyText = (project: Project): boolean =>
  project.ending(CODE).filter((path) => project.role(path) === 'own' && !ASIDE.test(path)).length < FEW
