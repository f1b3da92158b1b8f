import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { account, roleGrant } from '#db/schema/identity.ts'

/**
 * Whether somebody can administer: the role in force, over the platform, on an account that is not suspended.
 * With `except`, somebody other than that account.
 */
export async function administratorExists(
  { except }: { except?: string },
  db: Pick<Reader, 'select'>,
): Promise<boolean> {
  const [found] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .innerJoin(account, eq(account.id, roleGrant.accountId))
    .where(
      and(
        eq(roleGrant.role, 'administrator'),
        eq(roleGrant.scopeKind, 'platform'),
        isNull(roleGrant.endedAt),
        isNull(account.suspendedAt),
        except === undefined ? undefined : ne(account.id, except),
      ),
    )
    .limit(1)
  return found !== undefined
}
