/*
 * Who may call an operation, as the document says it: `x-access` in a word, `security` for clients. One of these stands in
 * each operation's route; a test calls every route as everybody and holds it to its word.
 */

type Rule = {
  'x-access': 'reader' | 'owner' | 'creator' | 'operator' | 'anybody'
  security: Record<string, string[]>[]
}

const KEY_OR_COOKIE: Rule['security'] = [{ key: [] }, { visitor: [] }]

/** Whoever knows the id, unless the job is private: then its owner. */
export const BY_READERS: Rule = { 'x-access': 'reader', security: [{}, ...KEY_OR_COOKIE] }
/** Its owner; everybody where access is open. */
export const BY_OWNER: Rule = { 'x-access': 'owner', security: KEY_OR_COOKIE }
/** Whoever has a quota; a browser that comes for the first time is given a cookie. */
export const BY_CREATORS: Rule = { 'x-access': 'creator', security: [{}, ...KEY_OR_COOKIE] }
/** The operator. */
export const BY_OPERATOR: Rule = { 'x-access': 'operator', security: [{ operator: [] }] }
/** Anybody. */
export const BY_ANYBODY: Rule = { 'x-access': 'anybody', security: [] }

/** What `security` names: https://spec.openapis.org/oas/v3.1.0#security-scheme-object */
export const SECURITY_SCHEMES = {
  key: { type: 'http', scheme: 'bearer', description: 'An API key, which the operator gives.' },
  visitor: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-visitor',
    description: 'A browser’s cookie, given with its first job: a signed random number, and nothing of a person.',
  },
  operator: {
    type: 'http',
    scheme: 'bearer',
    description: 'The operator’s token: `OPERATOR_TOKEN`, for figures `METRICS_TOKEN`.',
  },
} as const
