import { canManageSomething, canSupervisePeople, canTeachSomething, type Viewer } from '#app/identity/viewer.ts'

/** Where a person's own work begins after signing in. Whoever has several roles starts with the one on most days. */
export function homePath(viewer: Viewer): string {
  if (canManageSomething(viewer)) return '/manage'
  if (canTeachSomething(viewer)) return '/teach'
  if (canSupervisePeople(viewer)) return '/admin'
  return '/learn'
}
