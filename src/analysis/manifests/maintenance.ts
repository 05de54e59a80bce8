/** Top folders of what maintainers work with: a manifest there that nothing declares as a member is no part of the product. */
const TOOLS = /^(?:_?tools?|tooling|scripts?|bin|hack|misc|contrib|\.[^/]+|_[^/]+|ci|dev|internal[-_]tools)\//i

/** Does this folder of a nested manifest belong to the project's upkeep? */
export const isMaintainersTool = (directory: string): boolean => TOOLS.test(`${directory}/`)
