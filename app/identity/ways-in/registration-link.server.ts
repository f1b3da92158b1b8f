import { z } from 'zod'
import { seal, unseal } from '#app/secrets/seal.server.ts'

const PURPOSE = 'registration link'

const content = z.object({ email: z.string(), expiresAt: z.number() })

/** What a registration link holds: the address that whoever opens it has, and until when it works, in milliseconds UTC. */
export type RegistrationLink = z.infer<typeof content>

/**
 * The secret of a link by which somebody with this address opens an account. Nothing is stored for it: strangers who ask
 * for links fill no table and take nobody's name, and once an account has the address it opens no other.
 */
export function makeRegistrationLink(link: RegistrationLink): string {
  return seal(JSON.stringify(link), PURPOSE)
}

/** What a link holds; null when it is none of ours or too old. */
export function readRegistrationLink(token: string, now: number): RegistrationLink | null {
  const text = unseal(token, PURPOSE)
  if (text === null) return null
  const link = content.parse(JSON.parse(text))
  return link.expiresAt > now ? link : null
}
