import { Forbidden } from '#app/errors.ts'
import { reader } from '#db/client.server.ts'
import { canAdministerPeople, type Viewer } from '../viewer.ts'
import { prepareImport } from './import-setting.server.ts'
import { loadImportWorld } from './import-world-queries.server.ts'
import type { PeopleRow } from './people-file.ts'
import { planRow } from './plan-rows.ts'
import type { PlannedRow } from './planned-row.ts'

/**
 * What importing these rows would do, row by row, without doing it. `now` in milliseconds UTC. Throws Forbidden for who
 * administers nobody.
 */
export async function rehearseImport({
  rows,
  ...asked
}: {
  viewer: Viewer
  rows: readonly PeopleRow[]
  locale: string
  now: number
}): Promise<PlannedRow[]> {
  if (!canAdministerPeople(asked.viewer)) throw new Forbidden()
  const setting = await prepareImport(asked)
  const world = await loadImportWorld({ ...setting, rows }, reader)
  return rows.map((row) => planRow(row, world).row)
}
