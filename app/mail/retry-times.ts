const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a message is tried. RFC 5321, 4.5.4.1, asks for four or five days; a link in it works for less. */
export const GIVEN_UP_AFTER = 3 * DAY

/** Waits after the first, second, third … attempt; the last holds for all that follow. */
const waits = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR]

/**
 * When to try again after so many attempts that failed, in milliseconds UTC; null when it is time to give up.
 */
export function nextAttemptAt({
  attempts,
  createdAt,
  now,
}: {
  attempts: number
  createdAt: number
  now: number
}): number | null {
  if (now - createdAt >= GIVEN_UP_AFTER) return null
  return now + (waits[Math.min(Math.max(attempts, 1), waits.length) - 1] ?? 0)
}
