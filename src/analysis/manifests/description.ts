/**
 * Does a package call itself a framework in the head of its description?
 * "A simple framework for building web applications" does, "Sessions for the Django framework" does not.
 */
export function isFrameworkByDescription(description: string | null | undefined): boolean {
  const head = description?.split(/\s(?:for|to|on|of|that|with|using|based|built|in|from|extension|plugin)\s/i)[0]
  return head !== undefined && /\bframework\b(?![- ]?(?:agnostic|independent|specific|integration|adapter))/i.test(head)
}
