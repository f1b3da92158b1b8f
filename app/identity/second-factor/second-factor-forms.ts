import { z } from 'zod'
import { type MessageKey, messageKey } from '#app/i18n/catalogue.ts'
import { typedPassword } from '../accounts/account.ts'
import { passkeyNameSchema } from './passkey.ts'
import { readTypedCode, type TypedCode } from './typed-code.ts'

/** Longer than any code with all its spaces. */
const LONGEST_CODE = 100

const optionalCode = z.string().max(LONGEST_CODE).optional()

const missing = messageKey('security.error.codeMissing')

/** The fields of a code: from the app, or a recovery code; whichever is filled in, read by what it looks like. */
export const codeFields = { code: optionalCode, recoveryCode: optionalCode }

/** The code that was typed; null when neither field was filled in. */
export function typedCodeOf(form: { code?: string | undefined; recoveryCode?: string | undefined }): TypedCode | null {
  const text = [form.code, form.recoveryCode].find((typed) => typed?.trim())
  return text === undefined ? null : readTypedCode(text)
}

/** The field that a wrong code is told at. */
export function codeFieldOf(form: { code?: string | undefined }): 'code' | 'recoveryCode' {
  return form.code?.trim() ? 'code' : 'recoveryCode'
}

/** What the second step of signing in posts. */
export const secondStepSchema = z.discriminatedUnion('intent', [
  z
    .object({ intent: z.literal('code'), ...codeFields })
    .refine((form) => typedCodeOf(form) !== null, { path: ['code'], message: missing }),
  z.object({ intent: z.literal('passkey'), credential: z.string() }),
])

/** Showing again who one is; which of the fields are asked for depends on the account. */
export const confirmSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('password'), password: typedPassword, ...codeFields }),
  z.object({ intent: z.literal('code'), ...codeFields }),
  z.object({ intent: z.literal('passkey'), credential: z.string() }),
])

export const addTotpSchema = z.object({ code: z.string().trim().min(1, missing).max(LONGEST_CODE) })

export const addPasskeySchema = z.object({ name: passkeyNameSchema, credential: z.string() })

/** What the page of one passkey posts. */
export const changePasskeySchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rename'), name: passkeyNameSchema }),
  z.object({ intent: z.literal('remove') }),
])

/** `shared` as on the form with the password. */
export const passkeySignInSchema = z.object({
  credential: z.string(),
  shared: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

export const wrongCode = (kind: TypedCode['kind']): MessageKey =>
  kind === 'totp' ? 'security.error.code' : 'security.error.recoveryCode'
