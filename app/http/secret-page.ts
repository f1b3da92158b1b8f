/**
 * A route's `headers` for a page whose address or content lets somebody in: nothing keeps it, and no other address is
 * told its own. Not `no-referrer`: with it browsers send forms without an Origin, and older ones then without any sign
 * that they come from a page of ours.
 */
export function secretPage({ actionHeaders }: { actionHeaders: Headers }): Headers {
  const headers = new Headers(actionHeaders)
  headers.set('Cache-Control', 'no-store')
  headers.set('Referrer-Policy', 'strict-origin')
  return headers
}
