import type { Json } from '../../e2e/document.ts'

/** Arrays in each other, so deep. */
const arrays = (depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => [inner], [])
/** Objects in each other, so deep. */
const objects = (depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => ({ options: inner }), {})

/** Names that every object has already, and others that lead code astray. */
export const ODD_NAMES: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON', 'length'],
  ...[
    '',
    ' ',
    ' x ',
    '0',
    '-1',
    'a.b',
    'a[b]',
    'options.',
    'options..',
    'options.__proto__.x',
    'URL',
    'archive',
    'é',
    '\u0000',
  ],
]

/** Texts that have led programs astray: surrogates alone, NUL, writing that runs back, numbers that are none, code. */
export const ODD_TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff', 'a\udc00\ud800b', '\u202eabc', '\u200b', '\ufeff', '\uffff'],
  ...['e\u0301', 'ǅ', 'ﬀ', '👩‍👩‍👧‍👦', '\u{10ffff}', '\r\n', '\t', '\u2028', '\u0085'],
  ...['null', 'undefined', 'true', 'false', 'NaN', 'Infinity', '-Infinity', '-0', '1e999', '0x10', '+5', '1_000', '５'],
  ...['9007199254740993', '1.5', '-1', '1e-7', '99999999999999999999'],
  ...[
    '[]',
    '{}',
    '[[[',
    '{"a":',
    '"',
    "'",
    '`',
    '\\',
    '%',
    '%00',
    '%ff',
    '${x}',
    '{{x}}',
    '{{#x}}',
    '<script>',
    '<!--',
  ],
  ...["' or 1=1--", '../../etc/passwd', '..\\..\\', '/', '//', '.', '..', '#', '?', '&', '=', 'a\r\nX-Odd: 1'],
  ...ODD_NAMES,
  'x'.repeat(300),
  '\u0301'.repeat(3000),
  '('.repeat(5000),
  'x'.repeat(100_000),
]

/** Values to put where another was wanted. */
export const ODD_VALUES: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e-7, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 7, 101],
  ...ODD_TEXTS,
  ...[[], {}, [null], [[]], ['x'], [{}], { '': null }],
  ...ODD_NAMES.map((name): Json => Object.fromEntries([[name, { x: 1 }]])),
  ...[arrays(50), objects(50), arrays(1000), objects(1000), Array.from({ length: 2000 }, () => 'usage')],
]

/** Bodies that are JSON only nearly, or of a kind that `JSON.stringify` never writes. */
export const ODD_JSON: readonly string[] = [
  ...[
    '',
    ' ',
    '\u0000',
    'null',
    'true',
    '0',
    '-0',
    '1e999',
    '"x"',
    '[]',
    '{}',
    '[{}]',
    'NaN',
    'undefined',
    "{'url':1}",
  ],
  ...['{', '}', '{"url"', '{"url":', '{"url":"acme/plain"', '{"url":"acme/plain"}x', '{"url":"acme/plain",}', '[1,]'],
  ...['{"url":"acme/plain","url":1}', '{"url":1,"url":"acme/plain"}', '{"__proto__":{"url":"acme/plain"}}'],
  ...['{"url":"acme/plain","__proto__":null}', '{"url":"acme/plain","constructor":{"prototype":{}}}'],
  ...['{"url":"acme/plain"}//', '{url:"acme/plain"}', '"\\ud800"', '{"url":"\\ud800"}', '{"url":"\\u0000"}', '"\\x00"'],
  ...['{"url":"acme/plain","options":{"tree_depth":1e999}}', '{"url":"acme/plain","options":{"tree_depth":3.0}}'],
  '['.repeat(50_000),
  '{"options":'.repeat(20_000),
  `{"url":"acme/plain","options":${'['.repeat(3000)}${']'.repeat(3000)}}`,
]
