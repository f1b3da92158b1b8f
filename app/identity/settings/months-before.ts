/** The same day and time so many months earlier in UTC, or the last day of a month that has no such day. */
export function monthsBefore(time: number, months: number): number {
  const moved = new Date(time)
  const day = moved.getUTCDate()
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() - months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(day, lastDay))
  return moved.getTime()
}
