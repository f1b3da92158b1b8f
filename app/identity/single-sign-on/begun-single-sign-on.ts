import { z } from 'zod'

/** What the provider is asked for: to let somebody in, to link the person who is signed in, or to confirm that it is still them. */
export const purposes = ['sign-in', 'link', 'confirm'] as const
export type Purpose = (typeof purposes)[number]

/** What is kept between the way out to a provider and the way back. Times in milliseconds UTC. */
export const begunSingleSignOn = z.object({
  providerId: z.string(),
  purpose: z.enum(purposes),
  state: z.string(),
  nonce: z.string(),
  /** The half of PKCE that stays here. */
  verifier: z.string(),
  kind: z.enum(['own', 'shared']),
  next: z.string().nullable(),
  begunAt: z.number(),
})

export type BegunSingleSignOn = z.infer<typeof begunSingleSignOn>

/** What it is sealed for. */
export const stepPurpose = 'single sign-on step'
