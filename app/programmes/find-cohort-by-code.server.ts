import { eq } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { cohort, programme } from '#db/schema/programmes.ts'
import { normaliseJoinCode } from './join-code.ts'

/** The cohort whose code was typed (`code` as typed), with its name and its programme's; null when there is none. A cohort that is closed for joining has no code. */
export async function findCohortByCode(
  { code: typed }: { code: string },
  db: Pick<Reader, 'select'>,
): Promise<{ id: string; cohortName: string; programmeName: string } | null> {
  const code = normaliseJoinCode(typed)
  if (!code) return null
  const [found] = await db
    .select({ id: cohort.id, cohortName: cohort.name, programmeName: programme.name })
    .from(cohort)
    .innerJoin(programme, eq(programme.id, cohort.programmeId))
    .where(eq(cohort.joinCode, code))
  return found ?? null
}
