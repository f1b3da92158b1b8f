import { and, gt, isNull, lte, or, type SQL, type sql } from 'drizzle-orm'
import { roleGrant } from '#db/schema/identity.ts'

/** A moment in milliseconds UTC, or the placeholder of a prepared query for one. */
type Moment = number | SQL | ReturnType<typeof sql.placeholder>

/** The condition that a grant counts at `now`: begun, not withdrawn, not run out. */
export function grantInForce(now: Moment): SQL | undefined {
  return and(lte(roleGrant.startsAt, now as number), grantNotOver(now))
}

/** The condition that a grant counts at `now` or is still to begin. */
export function grantNotOver(now: Moment): SQL | undefined {
  return and(isNull(roleGrant.endedAt), or(isNull(roleGrant.expiresAt), gt(roleGrant.expiresAt, now as number)))
}
