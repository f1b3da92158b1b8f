import { inArray, type SQL } from 'drizzle-orm'
import { managedProgrammes, type Viewer } from '#app/identity/viewer.ts'
import { programme } from '#db/schema/programmes.ts'

/**
 * The condition every manager's query carries: only programmes this person manages.
 * Undefined, which is no condition, for a manager of the whole platform; matches nothing for anyone else.
 */
export function managedBy(viewer: Viewer): SQL | undefined {
  const scope = managedProgrammes(viewer)
  return scope.everything ? undefined : inArray(programme.id, [...scope.ids])
}
