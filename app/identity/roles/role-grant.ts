import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { type Grant, grantScopes, roles } from '#app/identity/viewer.ts'

const isRole = (text: string | undefined) => roles.find((role) => role === text)

/** A grant as the value of an option: "manager:programme:0192…". */
export function grantValue({ role, scopeKind, scopeId }: Grant): string {
  return `${role}:${scopeKind}:${scopeId}`
}

/** The grant of an option's value; null when the role cannot be held over that. Whether it exists is not known here. */
export function parseGrant(value: string): Grant | null {
  const [roleText, kindText, ...rest] = value.split(':')
  const role = isRole(roleText)
  const scopeKind = role && grantScopes[role].find((kind) => kind === kindText)
  if (!role || !scopeKind) return null
  const grant = { role, scopeKind, scopeId: rest.join(':') }
  return isGrantable(grant) ? grant : null
}

/** Whether this role can be held over this kind of thing, and the thing is named exactly when it must be. */
export function isGrantable({ role, scopeKind, scopeId }: Grant): boolean {
  const kinds: readonly string[] = grantScopes[role]
  return kinds.includes(scopeKind) && (scopeKind === 'platform') === (scopeId === '')
}

/** What the page of one person posts; each button is an intent. */
export const changePersonSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('grant'),
    grant: z
      .string()
      .transform(parseGrant)
      .refine((grant) => grant !== null, messageKey('admin.person.error.grant')),
  }),
  z.object({ intent: z.literal('withdraw'), grantId: z.string().min(1).max(100) }),
  z.object({ intent: z.literal('suspend') }),
  z.object({ intent: z.literal('restore') }),
  z.object({ intent: z.literal('password') }),
])
