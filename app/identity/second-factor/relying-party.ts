/** The site as passkeys know it: they work at this host alone. */
export type RelyingParty = { id: string; origin: string }

const isLoopback = (host: string) => host === 'localhost' || host.endsWith('.localhost')

/** What a URL's host is written as when it is an address: digits with dots, or brackets. */
const isAddress = (host: string) => host.startsWith('[') || /^[\d.]+$/.test(host)

/**
 * The site that people see at `url`; null where browsers offer no passkeys: without HTTPS (but for the machine itself),
 * and at a bare network address (Web Authentication Level 3, 5.1.3 and 5.1.4; Secure Contexts, 3.1).
 */
export function relyingPartyAt(url: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(url)
  if (isAddress(hostname)) return null
  return protocol === 'https:' || isLoopback(hostname) ? { id: hostname, origin } : null
}
