import { defaultSchema, type Schema } from 'hast-util-sanitize'

/**
 * Elements that are dropped with all they contain: scripts, and contexts whose text a later parser may read in another way.
 * What is neither allowed nor listed here loses its tags and keeps its content.
 */
const DROPPED = [
  'script',
  'style',
  'title',
  'textarea',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'xmp',
  'noembed',
  'noframes',
  'plaintext',
]

/** On GitHub's list of allowed elements, but not in hast-util-sanitize's copy of it. */
const ALSO_ALLOWED = ['abbr', 'bdo', 'caption', 'cite', 'dfn', 'figcaption', 'figure', 'mark', 'small', 'time', 'wbr']

/**
 * What may stand in a preview: GitHub's schema as hast-util-sanitize carries it, with the elements GitHub has added since.
 * Ids and names get the prefix `user-content-`, so that none can shadow a property of the document.
 */
export const SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), ...ALSO_ALLOWED],
  attributes: {
    ...defaultSchema.attributes,
    img: [...(defaultSchema.attributes?.img ?? []), ['loading', 'lazy', 'eager']],
  },
  strip: DROPPED,
}
