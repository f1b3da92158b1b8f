import { z } from 'zod'
import { messageKey } from '#app/i18n/catalogue.ts'

/** The longest note, in characters as a person counts them on a keyboard (code points). */
export const NOTE_LIMIT = 4000

/** A person's note as they find it again. */
export type OwnNote = {
  note: string
  updatedAt: number
}

/** What the form of a note sends. `seen` is the time of the note that the page showed; 0 when it showed none. */
export const noteFormSchema = z.object({
  intent: z.literal('note'),
  reflection: z.string().min(1).max(200),
  seen: z.coerce.number().int().min(0),
  note: z
    .string()
    .transform(cleanNote)
    .refine((note) => [...note].length <= NOTE_LIMIT, messageKey('takeaway.note.tooLong')),
})

/**
 * A note as it is kept: line ends as one sign, nothing that is no character of a text (NUL and other control signs).
 * Signs of writing direction are characters of a text and stay.
 */
export function cleanNote(typed: string): string {
  return (
    typed
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- exactly those are taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/gu, '')
      .trim()
  )
}

/** What to answer to a note that was not saved: at its field, with what was typed. */
export type RefusedNote = {
  reflectionId: string
  typed: string
  error: 'tooLong' | 'empty' | 'changed'
  /** For 'changed': the newer note that stands in the way; null when it was deleted meanwhile. */
  newer: OwnNote | null
}

/** The answer to a note that is too long, from what its form sent; null when something else is wrong with the form. */
export function tooLongNote(typed: Readonly<Record<string, string>>): RefusedNote | null {
  const { intent, reflection = '', note = '' } = typed
  if (intent !== 'note' || reflection === '' || [...cleanNote(note)].length <= NOTE_LIMIT) return null
  return { reflectionId: reflection, typed: note, error: 'tooLong', newer: null }
}

/** The answer to a note that could not be saved as things stand; null when it was. */
export function refusedNote(
  typed: Readonly<Record<string, string>>,
  result: { status: 'saved' | 'removed' | 'empty' } | { status: 'changed'; newer: OwnNote | null },
): RefusedNote | null {
  const sent = { reflectionId: typed.reflection ?? '', typed: typed.note ?? '' }
  if (result.status === 'changed') return { ...sent, error: 'changed', newer: result.newer }
  return result.status === 'empty' ? { ...sent, error: 'empty', newer: null } : null
}

/** What the forms on the page of all notes send. */
export const notesFormSchema = z.discriminatedUnion('intent', [
  noteFormSchema.extend({ course: z.string().min(1).max(200) }),
  z.object({
    intent: z.literal('delete'),
    reflection: z.string().min(1).max(200),
    seen: z.coerce.number().int().min(0),
  }),
])
