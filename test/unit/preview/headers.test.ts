import { expect, test } from 'vitest'
import { previewHeaders } from '../../../src/preview/headers'
import { IMAGE_HOSTS, isAllowedImage } from '../../../src/preview/image-hosts'

test('the policy forbids scripts, frames, forms and every picture off the list', () => {
  expect(previewHeaders(IMAGE_HOSTS)['Content-Security-Policy']).toBe(
    "default-src 'none'; img-src 'self' data: https://img.shields.io https://github.com https://*.githubusercontent.com; " +
      "style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
      'sandbox allow-popups allow-popups-to-escape-sandbox',
  )
})

test('a host that is no origin cannot widen the policy', () => {
  const policy = previewHeaders([
    "https://a.example; script-src 'unsafe-inline'",
    '*',
    'https:',
    'https://b.example:8443',
  ])
  expect(policy['Content-Security-Policy']).toContain("img-src 'self' data: https://b.example:8443; style-src")
})

test('types are not guessed, the referrer is not told, other origins may not read', () => {
  expect(previewHeaders([])).toMatchObject({
    'Content-Type': 'text/html; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
})

test.each([
  ['https://img.shields.io/badge/a', true],
  ['https://camo.githubusercontent.com/x', true],
  ['https://githubusercontent.com/x', false],
  ['https://evilgithubusercontent.com/x', false],
  ['http://raw.githubusercontent.com/x', false],
  ['https://raw.githubusercontent.com:444/x', false],
  ['https://gist.github.com/x', false],
])('a picture from %s may be loaded: %s', (address, expected) => {
  expect(isAllowedImage(new URL(address), IMAGE_HOSTS)).toBe(expected)
})

test('frames of ours may stand in a page with diagrams, which itself may still run nothing', () => {
  const policy = previewHeaders(IMAGE_HOSTS, true)['Content-Security-Policy']
  expect(policy).toMatch(/^default-src 'none'; img-src/)
  expect(policy).not.toContain('script-src')
  expect(policy).toContain("; frame-src 'self'; ")
  expect(policy).toMatch(/; sandbox allow-popups allow-popups-to-escape-sandbox allow-scripts$/)
})
