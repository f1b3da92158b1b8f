import { eq } from 'drizzle-orm'
import { Forbidden, NotFound } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { canCreateProgramme, type Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { programme, programmeCountry } from '#db/schema/programmes.ts'

/**
 * Decides of which countries (ISO 3166-1 alpha-2) a programme's managers may enrol people by user name. Places that are
 * held stay. Throws Forbidden for anyone but a manager of the whole platform, NotFound without such a programme.
 */
export async function changeCountries({
  viewer,
  programmeId,
  countries,
  now,
}: {
  viewer: Viewer
  programmeId: string
  countries: readonly string[]
  now: number
}): Promise<void> {
  if (!canCreateProgramme(viewer)) throw new Forbidden()
  await write(async (tx) => {
    const found = await tx.select({ id: programme.id }).from(programme).where(eq(programme.id, programmeId))
    if (found.length === 0) throw new NotFound()
    await tx.delete(programmeCountry).where(eq(programmeCountry.programmeId, programmeId))
    const chosen = [...new Set(countries)]
    if (chosen.length > 0) {
      await tx.insert(programmeCountry).values(chosen.map((countryCode) => ({ programmeId, countryCode })))
    }
    const subject = { kind: 'programme', id: programmeId } as const
    await recordAudit(
      {
        acts: [{ action: 'programme-changed', actorId: viewer.accountId, subject, facts: { fields: ['countries'] } }],
        now,
      },
      tx,
    )
  })
}
