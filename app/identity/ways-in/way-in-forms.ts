import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import {
  checkNewPassword,
  createAccountSchema,
  nameField,
  newPasswordFields,
  optionalEmailSchema,
  registerSchema,
  sharedChoice,
} from '../accounts/account.ts'

/** A password chosen with an access card. The code is looked at on the server. */
export const cardSchema = newPasswordFields
  .extend({
    name: nameField,
    code: z.string().trim().min(1, messageKey('waysIn.error.code')).max(200, messageKey('waysIn.error.code')),
    shared: sharedChoice,
  })
  .superRefine(checkNewPassword)

/** A password chosen with a link. */
export const choosePasswordSchema = newPasswordFields.extend({ shared: sharedChoice }).superRefine(checkNewPassword)

export const forgotSchema = z.object({ name: nameField })

export const emailSchema = optionalEmailSchema.pipe(z.string(messageKey('waysIn.error.emailMissing')))

/** An enrolment key as typed; empty for none. */
const keyField = z
  .string()
  .optional()
  .transform((text) => text?.trim().slice(0, 200) ?? '')

/** What the page of registration posts: an account, or the address that a link is to be sent to. */
export const registrationForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('mail'), email: emailSchema }),
  registerSchema.safeExtend({ intent: z.literal('register'), key: keyField }),
])

/** What the page of one's own e-mail address posts. */
export const ownEmailForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('change'), email: emailSchema }),
  z.object({ intent: z.literal('remove') }),
])

/** A person added by an administrator, and how they get in. */
export const newPersonSchema = createAccountSchema
  .extend({ invite: z.enum(['mail', 'card'], messageKey('waysIn.error.invite')) })
  .refine(({ invite, email }) => invite !== 'mail' || email !== null, {
    path: ['email'],
    message: messageKey('waysIn.error.emailNeeded'),
  })
