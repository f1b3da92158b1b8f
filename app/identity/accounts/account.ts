import { z } from 'zod'
import { type MessageKey, messageKey } from '#app/i18n/catalogue.ts'

/** The longest text that is looked at where a stored name or password is typed, in UTF-16 units. */
const LONGEST_TYPED = 1000

/** Letters of any script with their marks, digits, and . _ - between them. */
const usernamePattern = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*$/u

/** What is not seen: with it, one person could look like another. Some of these count as letters. */
const invisible = /\p{Default_Ignorable_Code_Point}/u

/**
 * Control characters, line separators, lone surrogates, and what is not seen, the marks that turn the reading direction
 * around included. The joiners and variation selectors that Persian, Hindi or Mongolian are written with may stand.
 */
const hiddenCharacters =
  /[\p{Cc}\p{Cs}\u2028\u2029]|(?!\u200c|\u200d|[\u180b-\u180f]|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/u

const visible = /[\p{L}\p{N}]/u

/** What two user names or e-mail addresses are compared by: NFKC and lower case. */
export function nameKey(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase().normalize('NFKC')
}

const lengthOf = (text: string) => [...text].length

/** One line of text that a person reads: spaces joined, 1 to `longest` characters, a letter or digit, nothing hidden. */
export function lineOfText(longest: number, message: MessageKey) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').replace(/ +/g, ' ').trim())
    .refine((text) => visible.test(text) && lengthOf(text) <= longest && !hiddenCharacters.test(text), message)
}

/** Stored as typed, but NFKC; unique by `nameKey`. */
export const usernameSchema = z
  .string()
  .transform((text) => text.trim().normalize('NFKC'))
  .refine(
    (text) => lengthOf(text) >= 3 && lengthOf(text) <= 40 && usernamePattern.test(text) && !invisible.test(text),
    messageKey('identity.error.username'),
  )

/** What people are called on pages. */
export const displayNameSchema = lineOfText(100, messageKey('identity.error.displayName'))

/** Empty means none. */
export const optionalEmailSchema = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text === '' || z.email().max(254).safeParse(text).success, messageKey('identity.error.email'))
  .transform((text) => text || null)

/** Length over composition rules (NIST SP 800-63B, 3.1.1.2); counted as it is hashed. */
export const newPasswordSchema = z.string().refine((text) => {
  const length = lengthOf(text.normalize('NFKC'))
  return length >= 10 && length <= 200
}, messageKey('identity.error.passwordLength'))

export const typedPassword = z
  .string()
  .min(1, messageKey('identity.error.passwordMissing'))
  .max(LONGEST_TYPED, messageKey('identity.error.passwordTooLong'))

/** The id of an agency; empty means none. A site without agencies has no such field. */
export const agencyChoice = z
  .string()
  .optional()
  .transform((text) => text || null)

type NewPassword = { password: string; passwordAgain: string }

/** The two fields of a new password must be alike. */
export function checkNewPassword(form: NewPassword, context: z.RefinementCtx): void {
  if (form.password !== form.passwordAgain) {
    context.addIssue({
      code: 'custom',
      path: ['passwordAgain'],
      message: messageKey('identity.error.passwordsDiffer'),
    })
  }
}

/** A password to be set, twice. Whether it is fit for the account is asked on the server (`findPasswordProblem`). */
export const newPasswordFields = z.object({ password: newPasswordSchema, passwordAgain: z.string() })

const ownAccount = z.object({
  username: usernameSchema,
  displayName: displayNameSchema,
  ...newPasswordFields.shape,
})

/** A user name or e-mail address by which somebody says who they are. */
export const nameField = z
  .string()
  .trim()
  .min(1, messageKey('identity.error.usernameMissing'))
  .max(LONGEST_TYPED, messageKey('identity.error.usernameTooLong'))

/** Ticked on a computer that others use too. */
export const sharedChoice = z
  .string()
  .optional()
  .transform((text) => text === 'yes')

export const signInSchema = z.object({ name: nameField, password: typedPassword, shared: sharedChoice })

/** Whoever registers is asked for no e-mail address: it is added by a link that was sent there. */
export const registerSchema = ownAccount
  .extend({ agencyId: agencyChoice, shared: sharedChoice })
  .superRefine(checkNewPassword)

export const firstAdministratorSchema = ownAccount.superRefine(checkNewPassword)

/** An administrator sets up an account for somebody else, who chooses the password. */
export const createAccountSchema = z.object({
  username: usernameSchema,
  displayName: displayNameSchema,
  email: optionalEmailSchema,
  agencyId: agencyChoice,
})

/** What the page of one's own account posts; each button is an intent. */
export const changeAccountSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('name'), displayName: displayNameSchema }),
  z.object({
    intent: z.literal('language'),
    locale: z
      .string()
      .max(35)
      .transform((tag) => tag || null),
  }),
])
