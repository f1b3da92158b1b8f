/** A longer pause, in milliseconds, is somebody away from the screen: it is not counted. */
export const LONGEST_PAUSE = 30 * 60_000

/**
 * The time that a choice took, in milliseconds: what went by since the choice before it in the same attempt, or since the
 * attempt began. Null where nothing can be told: for a choice that came out of its turn, and after a long pause. An
 * approximation: reading on without choosing counts for the next question that is answered.
 */
export function timeOfChoice(chosenAt: number, previousAt: number): number | null {
  const passed = chosenAt - previousAt
  return passed < 0 || passed > LONGEST_PAUSE ? null : passed
}

/** What an answer took in all, after another choice of it; null as long as nothing is known. */
export function addTime(before: number | null, more: number | null): number | null {
  return more === null ? before : (before ?? 0) + more
}
