import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { lineOfText } from '../accounts/account.ts'

/** As many as one account keeps. */
export const MOST_PASSKEYS = 20

/** What a browser may be asked a passkey for. */
export const passkeyPurposes = ['sign-in', 'second-factor', 'confirm', 'registration'] as const
export type PasskeyPurpose = (typeof passkeyPurposes)[number]

/** What its owner calls it. */
export const passkeyNameSchema = lineOfText(60, messageKey('security.error.passkeyName'))

const base64url = z.string().regex(/^[\w-]*$/)

/** 1023 bytes: no credential's id is longer (Web Authentication Level 3, 4, Credential ID). */
const credentialId = base64url.min(1).max(1364)

const answer = { id: credentialId, rawId: credentialId, type: z.literal('public-key') }

const transports = z.array(z.string().max(40)).max(10).catch([])

/** What the browser's script sends, as JSON in a field of a form: what was signed, or a new key. Its content is checked later. */
const signedSchema = z.object({
  ...answer,
  response: z.object({
    authenticatorData: base64url.max(20_000),
    clientDataJSON: base64url.max(20_000),
    signature: base64url.max(20_000),
    userHandle: base64url.max(200).optional(),
  }),
})

const createdSchema = z.object({
  ...answer,
  response: z.object({
    attestationObject: base64url.max(100_000),
    clientDataJSON: base64url.max(20_000),
    transports,
  }),
})

function readJson<Value>(text: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What a browser says an authenticator signed; null for anything else. */
export const readSigned = (text: string) => readJson(text, signedSchema)

/** What a browser says of a new passkey; null for anything else. */
export const readCreated = (text: string) => readJson(text, createdSchema)
