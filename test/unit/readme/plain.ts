/** A README without the marks of its managed regions. */
export const plain = (markdown: string): string => markdown.replace(/^<!-- readme-forge:.* -->\n/gm, '')
