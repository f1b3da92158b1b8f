/** A moment of a case: its day, counted from 1, and the time of day such as "23:10". */
export type CaseMoment = { day: number; time: string }

const DAY = 1440

/** The moment at which so many minutes of a case have passed. `clock` is the time of its beginning, in minutes after midnight. */
export function momentOf({ clock }: { clock: number }, elapsed: number): CaseMoment {
  const minute = clock + elapsed
  const two = (value: number) => String(value).padStart(2, '0')
  const inDay = minute % DAY
  return { day: Math.floor(minute / DAY) + 1, time: `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}` }
}

/** A length of time in whole days and the minutes that are left. */
export function lengthOf(minutes: number): { days: number; rest: number } {
  return { days: Math.floor(minutes / DAY), rest: minutes % DAY }
}
