const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may change something: it must come from a page of this site. A browser says where a request comes
 * from in Origin, or in Sec-Fetch-Site; one that says neither is refused.
 * Source: OWASP Cross-Site Request Forgery Prevention, "Verifying Origin With Standard Headers".
 */
export function comesFromThisSite(request: {
  method: string
  origin: string | undefined
  fetchSite: string | undefined
  /** The origin that people see in the address bar. */
  ownOrigin: string
}): boolean {
  if (safeMethods.has(request.method)) return true
  if (request.origin && request.origin !== 'null') return request.origin === request.ownOrigin
  return request.fetchSite === 'same-origin'
}
