import fc, { type Arbitrary } from 'fast-check'

/** Where the entity tags stand that this path and its job had last. */
export const TAGS = { own: '{etag}', job: '{state}' } as const

const latin = fc.integer({ min: 0x20, max: 0xff }).filter((code) => code < 0x7f || code > 0x9f)
/** What a header can carry at most: anything visible, and the upper half of Latin-1. */
const garbage = fc.oneof(
  fc.string({ unit: latin.map((code) => String.fromCharCode(code)), maxLength: 60 }).map((text) => text.trim()),
  fc.constantFrom(
    '',
    ',',
    ';',
    '"',
    '=',
    '*',
    '\t',
    '-1',
    '0',
    '99999999999999999999',
    'x'.repeat(300),
    'ÿ'.repeat(300),
    'null',
    '%00',
  ),
)

export const some = (...values: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: garbage })

const KEYS = [...Array.from({ length: 20 }, (_, n) => `key-${n}`), 'k'.repeat(255), 'k'.repeat(256), 'two words', 'clé']

/** Headers that mean something, each with what it may be. */
const MEANING: Readonly<Record<string, Arbitrary<string>>> = {
  accept: some(
    ...['application/json', 'text/html', 'application/sarif+json', '*/*', 'text/markdown', 'text/event-stream'],
    ...[
      'text/html,application/xhtml+xml,*/*;q=0.8',
      'application/json;q=0',
      'image/avif',
      'text/*',
      'application/problem+json',
    ],
  ),
  'if-none-match': some(TAGS.own, `W/${TAGS.own}`, `"x", ${TAGS.own}`, '*', '"x"', 'x', '"'),
  'last-event-id': some(TAGS.job, `"${TAGS.job}"`, '0', '1:2:3'),
  'idempotency-key': some(...KEYS),
  range: some('bytes=0-10', 'bytes=5-1', 'bytes=-1', 'bytes=0-0,2-3'),
  origin: some('https://example.org', 'null', 'http://localhost:8787'),
  referer: some('https://example.org/', 'about:blank'),
  cookie: some('session=x', '__Host-x=y; __Host-x=z', 'a=%ff', '=;=', '__proto__=1'),
  'accept-language': some('de', 'ar;q=0.5', '*'),
  'accept-encoding': some('gzip', 'br', 'identity', '*'),
  'if-modified-since': some('Thu, 01 Jan 1970 00:00:00 GMT', 'never'),
  'if-match': some('*', '"x"'),
  'x-forwarded-for': some('192.0.2.1'),
  'x-forwarded-host': some('example.org'),
  'x-http-method-override': some('DELETE', 'PUT'),
  'x-request-id': some('a', 'x'.repeat(255), 'a b'),
  'access-control-request-method': some('GET', 'DELETE'),
  // An address of none is no request at all.
  host: fc.constantFrom('example.org', 'localhost', '127.0.0.1', '127.0.0.1:1', 'EXAMPLE.ORG'),
  'sec-fetch-site': some('cross-site', 'same-origin', 'none'),
}

/** Addresses that are nobody's (RFC 5737, RFC 3849); one of them asks so often that it is refused. */
const ADDRESSES = fc.oneof(
  { weight: 1, arbitrary: fc.constant('192.0.2.1') },
  { weight: 2, arbitrary: fc.nat({ max: 255 }).map((last) => `198.51.100.${last}`) },
  { weight: 2, arbitrary: fc.nat({ max: 255 }).map((last) => `203.0.113.${last}`) },
  { weight: 2, arbitrary: fc.nat({ max: 0xffff }).map((last) => `2001:db8::${last.toString(16)}`) },
)

/**
 * Headers of a request, few of them at once.
 * @param documented names that the document has for the operation
 * @param who headers that say who asks
 */
export function headersFor(
  documented: readonly string[],
  who: Arbitrary<Readonly<Record<string, string>>>,
): Arbitrary<Record<string, string>> {
  const often = [...documented, ...documented, ...documented, 'accept', 'accept', 'if-none-match']
  const one = fc
    .constantFrom(...Object.keys(MEANING), ...often)
    .chain((name) => (MEANING[name] ?? garbage).map((value) => [name, value] as const))
  return fc
    .record({ few: fc.array(one, { maxLength: 3 }), address: ADDRESSES, who })
    .map(({ few, address, who }) => ({ 'cf-connecting-ip': address, ...Object.fromEntries(few), ...who }))
}
