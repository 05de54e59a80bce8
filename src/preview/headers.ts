/** A source expression of a policy that names one host; anything else is left out of the header. */
const HOST = /^https?:\/\/(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?$/

/**
 * Headers under which a preview is served: no script, no form, no frame but in our own pages, pictures from `imageHosts` only.
 * `imageHosts` are origins as a Content-Security-Policy writes them: `https://img.shields.io`, `https://*.example.org`.
 * The policy holds without the sanitiser, and the sanitiser without the policy.
 * @param hasDiagrams whether frames of ours stand in it, in which scripts run: a frame gets no right that its page's sandbox
 * does not have. That page itself still runs none, which no source of scripts is allowed to.
 */
export function previewHeaders(imageHosts: readonly string[], hasDiagrams = false): Record<string, string> {
  const policy = [
    "default-src 'none'",
    ["img-src 'self' data:", ...new Set(imageHosts.filter((host) => HOST.test(host)))].join(' '),
    "style-src 'self'",
    "font-src 'self'",
    ...(hasDiagrams ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    `sandbox allow-popups allow-popups-to-escape-sandbox${hasDiagrams ? ' allow-scripts' : ''}`,
  ]
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
