const nothing = { 'default-src': "'none'", 'frame-ancestors': "'none'" }

const ofThisSite = {
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'media-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
}

const write = (policy: Record<string, string>) =>
  Object.entries(policy)
    .map(([directive, source]) => `${directive} ${source}`)
    .join('; ')

/** For a page: nothing may come from elsewhere, and nothing inline may run. */
export const pagePolicy = write({ ...nothing, ...ofThisSite })

/**
 * Headers of every answer, static files and errors included: no other site may frame us, open us with a handle, or
 * learn from a Referer which lesson was read. The policy allows nothing at all; pages replace it by `pagePolicy`.
 */
export function securityHeaders({ secure }: { secure: boolean }): Record<string, string> {
  return {
    'Content-Security-Policy': write(nothing),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  }
}
