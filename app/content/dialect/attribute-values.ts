const UNITS = { minute: 1, hour: 60, day: 1440, week: 10_080 } as const

/** A length of time in minutes: "30 minutes", "2 hours", "1 day", "90 days", "2 weeks". Null when it is not one. */
export function parseDuration(value: string): number | null {
  const match = /^(\d{1,4}) (minute|hour|day|week)s?$/.exec(value.trim())
  if (!match) return null
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
}

const SEGMENT = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u

/** Whether a text can be the path of a file, relative to another: segments between `/`, the first ones perhaps `..`. */
export function isFilePath(value: string): boolean {
  const segments = value.split('/')
  const first = segments.findIndex((segment) => segment !== '.' && segment !== '..')
  return first >= 0 && segments.slice(first).every((segment) => SEGMENT.test(segment))
}
