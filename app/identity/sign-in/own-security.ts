import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { newPasswordSchema, typedPassword } from '../accounts/account.ts'

const newPassword = { password: newPasswordSchema, passwordAgain: z.string() }

const differ = { path: ['passwordAgain'], message: messageKey('identity.error.passwordsDiffer') }

const areSame = (form: { password: string; passwordAgain: string }) => form.password === form.passwordAgain

/** What the page of one's own security posts; each button is an intent. */
export const securitySchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('password'), currentPassword: typedPassword, ...newPassword }).refine(areSame, differ),
  z.object({ intent: z.literal('first-password'), ...newPassword }).refine(areSame, differ),
  z.object({ intent: z.literal('remove-totp') }),
  z.object({ intent: z.literal('end-session'), session: z.string() }),
  z.object({ intent: z.literal('end-others') }),
  z.object({ intent: z.literal('end-all') }),
])
