/** A mail server as `SMTP_URL` names it. */
export type MailServer = {
  host: string
  port: number
  /** TLS from the first byte, TLS that is asked for and must be given (RFC 3207), or none. */
  tls: 'implicit' | 'starttls' | 'none'
  credentials: { user: string; password: string } | null
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/**
 * Reads `smtps://user:password@host:465` or `smtp://user:password@host:587`. Without TLS it is spoken only to this
 * very machine, or where `?tls=none` asks for it, and then never with a password. A refusal is one sentence that does
 * not repeat what was given: there is a password in it.
 */
export function readSmtpUrl(text: string): { status: 'ok'; server: MailServer } | { status: 'refused'; why: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  const isImplicit = url?.protocol === 'smtps:'
  if (!url?.hostname || (!isImplicit && url.protocol !== 'smtp:')) {
    return refused('must look like smtps://user:password@mail.example.org:465')
  }
  const wish = url.searchParams.get('tls')
  const others = [...url.searchParams.keys()].filter((name) => name !== 'tls')
  if (others.length > 0 || (wish !== null && (wish !== 'none' || isImplicit))) {
    return refused('only smtp:// may be followed by ?, and only by ?tls=none')
  }
  if ((url.pathname !== '' && url.pathname !== '/') || url.hash !== '') {
    return refused('nothing may follow the host and port; write /, ?, # and @ in a password as %2F, %3F, %23 and %40')
  }
  const user = decoded(url.username)
  const password = decoded(url.password)
  if (user === null || password === null) return refused('write % in a user name or password as %25')
  if ((user === '') !== (password === '')) return refused('needs both a user name and a password, or neither')
  const isLocal = loopback.test(url.hostname)
  const tls = isImplicit ? 'implicit' : isLocal || wish === 'none' ? 'none' : 'starttls'
  if (tls === 'none' && !isLocal && user !== '') return refused('a password may not be sent without TLS')
  const port = url.port === '' ? (isImplicit ? 465 : 587) : Number(url.port)
  return {
    status: 'ok',
    server: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      tls,
      credentials: user === '' ? null : { user, password },
    },
  }
}

const refused = (why: string) => ({ status: 'refused', why }) as const

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
