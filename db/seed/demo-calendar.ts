import type { Chance } from './demo-chance.ts'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** The first millisecond UTC of the day that `time` falls in. */
export function dayOf(time: number): number {
  return time - (((time % DAY) + DAY) % DAY)
}

/** When a trainee sits down again: some days after `after`, about `pace`, in working hours, rarely on a Sunday. */
export function nextSitting(after: number, pace: number, chance: Chance): number {
  const days = Math.max(1, Math.round(pace * (0.3 + 1.6 * chance.next())))
  let day = dayOf(after) + days * DAY
  if (new Date(day).getUTCDay() === 0 && chance.happens(0.8)) day += DAY
  return day + chance.between(5 * 60, 17 * 60) * MINUTE + chance.between(0, 59) * 1000
}
