const nothing = { 'default-src': "'none'", 'frame-ancestors': "'none'" }

const ofThisSite = {
  'object-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'media-src': "'self'",
  'connect-src': "'self'",
  // For these two default-src does not stand in.
  'form-action': "'self'",
  'base-uri': "'none'",
  // Scripts of ours put text into a page and never markup: what a browser would run of a string, it refuses.
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
}

const write = (policy: Record<string, string>) =>
  Object.entries(policy)
    .map(([directive, source]) => `${directive} ${source}`)
    .join('; ')

/**
 * What a browser would ask a person to allow, and no page of ours does (W3C, Permissions Policy; names as Chromium
 * knows them, since it complains of others). Passkeys are ours. Pages travel often: nothing is named that is closed anyway.
 */
const unused = [
  ...['accelerometer', 'camera', 'clipboard-read', 'display-capture', 'geolocation', 'gyroscope', 'hid'],
  ...['idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'screen-wake-lock'],
  ...['serial', 'storage-access', 'usb', 'window-management', 'xr-spatial-tracking'],
]
const ours = ['publickey-credentials-create', 'publickey-credentials-get']

/**
 * Headers of a page beside those of every answer: nothing may come from elsewhere, nothing inline may run, and no other
 * site has a handle on its window.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': write({ ...nothing, ...ofThisSite }),
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': [...unused.map((name) => `${name}=()`), ...ours.map((name) => `${name}=(self)`)].join(','),
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
}

/**
 * Headers of every answer, static files and errors included: no other site may frame us, take us in, or learn
 * from a Referer which lesson was read. The policy allows nothing at all; pages replace it by `pageHeaders`.
 * Sources: OWASP Secure Headers Project; ASVS 5.0, V3.4.
 */
export function securityHeaders({ secure }: { secure: boolean }): Record<string, string> {
  return {
    'Content-Security-Policy': write(nothing),
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
