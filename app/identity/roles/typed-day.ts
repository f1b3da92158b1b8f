import { z } from 'zod'
import type { MessageKey } from '#app/i18n/catalogue.ts'

/** The day an `<input type="date">` gives, as its first millisecond UTC; an empty field is null. */
export function typedDay(message: MessageKey) {
  return z
    .string()
    .trim()
    .default('')
    .transform((value, context) => {
      if (value === '') return null
      const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
      // Date.parse takes 31 February for 3 March.
      if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return time
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
}
