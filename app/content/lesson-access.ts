import type { Viewer } from '#app/identity/viewer.ts'

/** Whoever is signed in may read every lesson and take every quiz of the current editions; nobody else may. */
export function canReadLessons(viewer: Viewer | null): viewer is Viewer {
  return viewer !== null
}
