import { z } from 'zod'
import { agencyChoice, displayNameSchema, optionalEmailSchema, usernameSchema } from './account.ts'

/** What the page of one person posts; each button is an intent. */
export const personActionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('withdraw'), grantId: z.string().min(1).max(100) }),
  z.object({ intent: z.literal('card') }),
  z.object({ intent: z.literal('second-factors') }),
  z.object({ intent: z.literal('sign-out') }),
  z.object({ intent: z.literal('suspend') }),
  z.object({ intent: z.literal('restore') }),
])

/** What an administrator changes of somebody's account. */
export const changePersonSchema = z.object({
  displayName: displayNameSchema,
  username: usernameSchema,
  email: optionalEmailSchema,
  agencyId: agencyChoice,
})
