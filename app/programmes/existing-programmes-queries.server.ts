import { eq } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { cohort, programme } from '#db/schema/programmes.ts'

/** Whether there is such a programme or cohort, for roles that the configuration of the server gives: nobody asks, and nobody is told. */
export async function programmeOrCohortExists({
  kind,
  id,
}: {
  kind: 'programme' | 'cohort'
  id: string
}): Promise<boolean> {
  const table = kind === 'programme' ? programme : cohort
  const [found] = await reader.select({ id: table.id }).from(table).where(eq(table.id, id))
  return found !== undefined
}
