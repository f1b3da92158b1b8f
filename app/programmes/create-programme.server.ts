import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { BrokenRule, Forbidden } from '#app/errors.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { canCreateProgramme, type Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { course } from '#db/schema/content.ts'
import { programme, programmeCountry, programmeCourse } from '#db/schema/programmes.ts'
import type { NewProgramme } from './programme.ts'

/**
 * Sets up a programme over some courses, in the order given. `now` in milliseconds UTC.
 * Throws Forbidden for anyone but a manager of the whole platform, BrokenRule for a course that is not published.
 */
export async function createProgramme(
  asked: Omit<NewProgramme, 'countries'> & { countries?: readonly string[]; viewer: Viewer; now: number },
): Promise<{ status: 'created'; programmeId: string } | { status: 'name-taken' }> {
  if (!canCreateProgramme(asked.viewer)) throw new Forbidden()
  const courseIds = [...new Set(asked.courses)]
  return await write(async (tx) => {
    const same = await tx.select({ id: programme.id }).from(programme).where(eq(programme.name, asked.name))
    if (same.length > 0) return { status: 'name-taken' }
    const published = await tx
      .select({ id: course.id })
      .from(course)
      .where(and(inArray(course.id, courseIds), isNotNull(course.currentRevisionId)))
    if (published.length !== courseIds.length) throw new BrokenRule()
    const programmeId = newId()
    await tx.insert(programme).values({
      id: programmeId,
      name: asked.name,
      description: asked.description,
      createdAt: asked.now,
      createdBy: asked.viewer.accountId,
    })
    await tx
      .insert(programmeCourse)
      .values(courseIds.map((courseId, position) => ({ programmeId, courseId, position })))
    const countries = [...new Set(asked.countries ?? [])]
    if (countries.length > 0) {
      await tx.insert(programmeCountry).values(countries.map((countryCode) => ({ programmeId, countryCode })))
    }
    const subject = { kind: 'programme', id: programmeId } as const
    const { viewer, now } = asked
    await recordAudit(
      { acts: [{ action: 'programme-created', actorId: viewer.accountId, subject, facts: {} }], now },
      tx,
    )
    return { status: 'created', programmeId }
  })
}
