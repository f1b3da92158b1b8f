/** Kelley's share of a group at either end. */
export const GROUP_SHARE = 0.27

export const groupNames = ['upper', 'middle', 'lower'] as const
export type GroupName = (typeof groupNames)[number]

/** Sums of thirds differ in the last digit: results this close are the same. */
const SAME = 1e-9

/**
 * The group of each result: the best and the worst 27 per cent, and those between (Kelley, T. L. (1939). The selection
 * of upper and lower groups for the validation of test items. Journal of Educational Psychology 30, 17–24: with that
 * share both groups are as large and as far apart as can be had together). Whoever has the same result is in the same
 * group, so that no order decides; with many ties a group is therefore larger. Null where the two would overlap.
 */
export function groupScores(scores: readonly number[], share = GROUP_SHARE): GroupName[] | null {
  const sorted = [...scores].sort((a, b) => a - b)
  const size = Math.max(1, Math.round(sorted.length * share))
  const lowest = sorted[size - 1]
  const highest = sorted[sorted.length - size]
  if (lowest === undefined || highest === undefined || highest - lowest <= SAME) return null
  return scores.map((score) => (score >= highest - SAME ? 'upper' : score <= lowest + SAME ? 'lower' : 'middle'))
}
