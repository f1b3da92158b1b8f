import { findUsableToken } from './access-token.server.ts'

/** Whom a link that sets a password is for; null when it does not work. Looking at it uses nothing up. */
export async function findLink({
  token: secret,
  kind,
  now,
}: {
  token: string
  kind: 'invitation' | 'reset'
  now: number
}): Promise<{ username: string; displayName: string } | null> {
  const token = await findUsableToken({ secret, delivery: 'mail', now })
  return token?.kind === kind ? { username: token.username, displayName: token.displayName } : null
}
