/** The part of an e-mail address behind the last @, in lower case. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * Whether an address is of one of these mail domains (lower case) or of a domain below one: who owns police.example also
 * gives out narok.police.example, and no rule of ours could list the stations of a country.
 */
export function isOfDomains(email: string, domains: readonly string[]): boolean {
  const own = domainOf(email)
  return domains.some((domain) => own === domain || own.endsWith(`.${domain}`))
}
