import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { grantScopes, type Role, roles, type ScopeKind } from '#app/identity/viewer.ts'
import { typedDay } from './typed-day.ts'

/** A role and the kind of thing it is held over: the first of two steps of giving one. */
export type RoleKind = { role: Role; scopeKind: ScopeKind }

/** Every role with every kind of thing it can be held over. */
export const roleKinds: readonly RoleKind[] = roles.flatMap((role) =>
  grantScopes[role].map((scopeKind): RoleKind => ({ role, scopeKind })),
)

/** As the value of an option: "manager:programme". */
export function roleKindValue({ role, scopeKind }: RoleKind): string {
  return `${role}:${scopeKind}`
}

/** The choice of an option's value; null for anything else. */
export function parseRoleKind(value: string | null): RoleKind | null {
  return roleKinds.find((kind) => roleKindValue(kind) === value) ?? null
}

const DAY = 24 * 60 * 60 * 1000

const day = typedDay(messageKey('admin.grant.error.day'))

/** What the second step posts. Days are UTC; both may be left open, and the last day still counts. */
export const newGrantSchema = z
  .object({
    what: z
      .string()
      .transform(parseRoleKind)
      .refine((kind) => kind !== null, messageKey('admin.grant.error.role')),
    scopeId: z.string().max(100).default(''),
    startsOn: day,
    endsOn: day,
  })
  .refine(({ startsOn, endsOn }) => startsOn === null || endsOn === null || startsOn <= endsOn, {
    path: ['endsOn'],
    message: messageKey('admin.grant.error.order'),
  })

/**
 * When a role that is given at `now` is in force: from `startsAt`, 0 for at once, to before `expiresAt`, null for
 * without a planned end. Null when the last day is over already. All in milliseconds UTC.
 */
export function grantPeriod({
  startsOn,
  endsOn,
  now,
}: {
  startsOn: number | null
  endsOn: number | null
  now: number
}): { startsAt: number; expiresAt: number | null } | null {
  const expiresAt = endsOn === null ? null : endsOn + DAY
  if (expiresAt !== null && expiresAt <= now) return null
  return { startsAt: startsOn !== null && startsOn > now ? startsOn : 0, expiresAt }
}

/** Where a grant stands at `now`. */
export type GrantState = 'in-force' | 'upcoming' | 'over'

export type GrantTimes = { startsAt: number; expiresAt: number | null; endedAt: number | null }

export function grantState({ startsAt, expiresAt, endedAt }: GrantTimes, now: number): GrantState {
  if (endedAt !== null || (expiresAt !== null && expiresAt <= now)) return 'over'
  return startsAt > now ? 'upcoming' : 'in-force'
}

/** Whether two grants count at some moment both, one after the other's end being none. */
export function periodsMeet(a: Omit<GrantTimes, 'endedAt'>, b: Omit<GrantTimes, 'endedAt'>): boolean {
  return a.startsAt < (b.expiresAt ?? Infinity) && b.startsAt < (a.expiresAt ?? Infinity)
}
