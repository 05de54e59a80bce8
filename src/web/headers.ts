/**
 * Content-Security-Policy of our own pages: our own style, font, pictures, scripts and what these ask of us, forms to us,
 * and the framed preview. Nothing inline, nothing from elsewhere.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
