import type { sql } from 'drizzle-orm'
import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import { roleGrant } from '#db/schema/identity.ts'

/** The condition that a grant counts at `now` (milliseconds UTC, or a placeholder): begun, not withdrawn, not run out. */
export function grantInForce(now: number | SQL | ReturnType<typeof sql.placeholder>): SQL | undefined {
  return and(
    isNull(roleGrant.endedAt),
    lte(roleGrant.startsAt, now as number),
    or(isNull(roleGrant.expiresAt), gt(roleGrant.expiresAt, now as number)),
  )
}
