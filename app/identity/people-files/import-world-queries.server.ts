import { eq, inArray } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { account, agency } from '#db/schema/identity.ts'
import { nameKey } from '../accounts/account.ts'
import { findRuledPeople } from '../accounts/ruled-people-queries.server.ts'
import { canAdministerAccount, canPlacePeopleAt, type Viewer } from '../viewer.ts'
import type { FindAgency } from './find-agency.ts'
import type { PeopleRow } from './people-file.ts'
import type { ImportWorld, KnownAccount } from './plan-rows.ts'

/** What is the same for every row of a file. `named` grows as its rows are planned. */
export type ImportSetting = {
  viewer: Viewer
  findAgency: FindAgency
  findCountry: (text: string) => string | null
  named: Map<string, number>
  now: number
}

/** What there is now that these rows may mean: accounts of their user names, and whose their e-mail addresses are. */
export async function loadImportWorld(
  { rows, viewer, findAgency, findCountry, named, now }: ImportSetting & { rows: readonly PeopleRow[] },
  db: Pick<Reader, 'select'>,
): Promise<ImportWorld> {
  const keysOf = (cell: 'username' | 'email') => [...new Set(rows.map(({ cells }) => nameKey(cells[cell] ?? '')))]
  const found = []
  for (const keys of inChunks(keysOf('username'))) {
    found.push(
      ...(await db
        .select({
          id: account.id,
          usernameKey: account.usernameKey,
          displayName: account.displayName,
          email: account.email,
          agency: { id: agency.id, countryCode: agency.countryCode },
        })
        .from(account)
        .leftJoin(agency, eq(agency.id, account.agencyId))
        .where(inArray(account.usernameKey, keys))),
    )
  }
  const ruled = await findRuledPeople({ accountIds: found.map(({ id }) => id), now }, db)
  const accounts = new Map<string, KnownAccount>()
  for (const { usernameKey, ...person } of found) {
    const asRuled = ruled.get(person.id)
    accounts.set(usernameKey, {
      ...person,
      isAdministered: asRuled !== undefined && canAdministerAccount(viewer, asRuled),
    })
  }
  const addresses = new Map<string, string>()
  for (const keys of inChunks(keysOf('email'))) {
    const held = await db
      .select({ id: account.id, emailKey: account.emailKey })
      .from(account)
      .where(inArray(account.emailKey, keys))
    for (const { id, emailKey } of held) if (emailKey !== null) addresses.set(emailKey, id)
  }
  const mayPlaceAt = (place: Parameters<ImportWorld['mayPlaceAt']>[0]) => canPlacePeopleAt(viewer, place)
  return { accounts, addresses, named, findAgency, findCountry, mayPlaceAt }
}
