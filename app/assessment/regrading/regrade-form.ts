import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'
import { remedies } from './correction.ts'

export const REASON_LENGTH = { least: 10, most: 500 } as const

/** What is posted to make a correction: which, by which dry run, and why. */
export const regradeForm = z.object({
  quiz: z.string().max(200),
  question: z.string().max(200),
  wording: z.string().max(200),
  remedy: z.enum(remedies),
  digest: z.string().max(200),
  reason: z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
    .refine(({ length }) => length >= REASON_LENGTH.least, messageKey('regrade.error.reasonShort'))
    .refine(({ length }) => length <= REASON_LENGTH.most, messageKey('regrade.error.reasonLong')),
})

export type RegradeForm = z.infer<typeof regradeForm>
