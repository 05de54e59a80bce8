/*
 * What zod brings along and nobody here calls, for the bundle: messages in sixty languages, a compiler that needs `eval`, which
 * the runtime refuses, and schemas from JSON Schema. `alias` of wrangler.toml puts this in its place.
 */
export const INVALID = undefined
export const ZodCompileAsyncError = undefined
export const ZodCompileUnsupportedError = undefined
export const compile = undefined
export const fromJSONSchema = undefined
export const withParser = undefined
