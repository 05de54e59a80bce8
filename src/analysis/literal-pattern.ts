/** The text as part of a regular expression that matches it and nothing else. */
export const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
