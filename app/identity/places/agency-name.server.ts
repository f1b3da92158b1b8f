import { and, eq, isNull } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { agency } from '#db/schema/identity.ts'
import { nameKey } from '#app/identity/accounts/account.ts'

/** Where an agency stands: below `parentId`, or at the top of the country. */
export type AgencyPosition = { countryCode: string; parentId: string | null }

/**
 * Whether another agency at the same place has the name already. Names that differ in capitals or width only are the
 * same; `except` may keep its own.
 */
export async function isNameTaken(
  { name, countryCode, parentId, except }: AgencyPosition & { name: string; except?: string },
  db: Pick<Reader, 'select'>,
): Promise<boolean> {
  const neighbours = await db
    .select({ id: agency.id, name: agency.name })
    .from(agency)
    .where(
      and(
        eq(agency.countryCode, countryCode),
        parentId === null ? isNull(agency.parentId) : eq(agency.parentId, parentId),
      ),
    )
  return neighbours.some((other) => other.id !== except && nameKey(other.name) === nameKey(name))
}
