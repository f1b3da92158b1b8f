/** One label of a domain name as it is looked up (RFC 5890, 2.3.1): letters, digits, hyphens inside. */
const domainName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/

/** More than any country has authorities; each is looked at with every registration. */
const MOST = 200

/**
 * Mail domains as they are typed, one a line or with commas or spaces between, with or without @ before them and in any
 * script. They come back as addresses carry them: lower case, other scripts in their ASCII form (IDNA), each once.
 * Null when one of them is no domain, or there are more than 200.
 */
export function readDomains(text: string): string[] | null {
  const typed = text.split(/[\s,;،、]+/u).filter((one) => one !== '')
  const domains = typed.map((one) => asciiDomain(one.replace(/^@/, '').replace(/\.$/, '')))
  const known = domains.filter((one) => one !== null)
  if (known.length < domains.length) return null
  const unique = [...new Set(known)]
  return unique.length <= MOST ? unique : null
}

function asciiDomain(text: string): string | null {
  // What would end the host in an address, or be decoded there, is no part of a domain.
  if (/[/\\?#@:%[\]]/.test(text) || !URL.canParse(`http://${text}`)) return null
  const { hostname } = new URL(`http://${text}`)
  return domainName.test(hostname) ? hostname : null
}
