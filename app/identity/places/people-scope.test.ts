import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { account, agency } from '#db/schema/identity.ts'
import { insertAccount, insertAgency } from '#db/seed/identity.ts'
import { type PeopleScope, reaches } from '../viewer.ts'
import { peopleWithin } from './people-scope.server.ts'

// Ids that could be taken for one another: parts of others, in other capitals, with signs that LIKE knows.
const ids = ['a', 'A', 'ab', 'b', '%', '_', 'a%', 'a/b', "a'b", 'é', 'É', '\\']
const countries = ['KE', 'UG', 'ke', 'K%']

/** A forest over the ids, by chance: each agency stands below an earlier one or at the top. */
const forest = fc
  .tuple(
    fc.shuffledSubarray(ids, { minLength: 1 }),
    fc.array(fc.nat(), { minLength: ids.length, maxLength: ids.length }),
    fc.array(fc.constantFrom(...countries), { minLength: ids.length, maxLength: ids.length }),
  )
  .map(([chosen, parents, codes]) => {
    const made: { id: string; countryCode: string; parentId: string | null; path: string }[] = []
    chosen.forEach((id, index) => {
      const parent = made[(parents[index] ?? 0) % (made.length + 1)]
      made.push({
        id,
        countryCode: parent?.countryCode ?? codes[index] ?? 'KE',
        parentId: parent?.id ?? null,
        path: `${parent?.path ?? '/'}${id}/`,
      })
    })
    return made
  })

const scope: fc.Arbitrary<PeopleScope> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<PeopleScope>({ everything: true }) },
  {
    weight: 9,
    arbitrary: fc.record<PeopleScope & { everything: false }>({
      everything: fc.constant(false),
      countries: fc.subarray([...countries, '']),
      agencies: fc.subarray([...ids, '', 'gone']),
    }),
  },
)

test('the query finds exactly the people whom the rule reaches', async () => {
  const property = fc.asyncProperty(
    forest,
    fc.array(scope, { minLength: 6, maxLength: 6 }),
    async (agencies, scopes) => {
      await write(async (tx) => {
        await tx.delete(account)
        // Children first: each was made after its parent.
        for (const { id } of await tx.select({ id: agency.id }).from(agency).orderBy(agency.createdAt)) {
          await tx.update(agency).set({ parentId: null }).where(eq(agency.id, id))
        }
        await tx.delete(agency)
        for (const row of agencies) {
          await insertAgency(row, tx)
          await insertAccount({ agencyId: row.id }, tx)
        }
        await insertAccount({ agencyId: null }, tx)
      })
      const people = await reader
        .select({ id: account.id, countryCode: agency.countryCode, path: agency.path })
        .from(account)
        .leftJoin(agency, eq(agency.id, account.agencyId))
      for (const tried of scopes) {
        const found = await reader
          .select({ id: account.id })
          .from(account)
          .leftJoin(agency, eq(agency.id, account.agencyId))
          .where(peopleWithin(tried))
        const ruled = people.filter(({ countryCode, path }) =>
          reaches(tried, countryCode !== null && path !== null ? { countryCode, path } : null),
        )
        expect(new Set(found.map(({ id }) => id)), JSON.stringify(tried)).toEqual(new Set(ruled.map(({ id }) => id)))
      }
    },
  )
  await fc.assert(property, { numRuns: 60 })
})
