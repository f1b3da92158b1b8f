import { rewriteQuestion } from '../question-html.ts'
import type { Question } from '../question.ts'
import type { ExchangedQuestion, ExchangeFormat } from './exchange-item.ts'
import { note, type Note } from './exchange-note.ts'
import { giftNotes } from './gift/write-gift.ts'
import { moodleNotes } from './moodle/write-moodle.ts'
import { hasPicture } from './qti/item-markup.ts'
import { placesInWords } from './places-in-words.ts'
import { qtiNotes } from './qti/write-item.ts'

const ofFormat = { gift: giftNotes, moodle: moodleNotes, qti: qtiNotes } as const satisfies Record<
  ExchangeFormat,
  (question: ExchangedQuestion) => Note[]
>

/** What a format does not carry of a question, or says in another way. */
export function exportNotes(format: ExchangeFormat, question: Question): Note[] {
  const places = question.kind === 'hotspot' ? [note('places')] : []
  const notes = [...places, ...ofFormat[format](placesInWords(question))]
  let isShown = false
  rewriteQuestion(question, (html) => {
    isShown ||= hasPicture(html)
    return html
  })
  return isShown ? [...notes, note('picture-linked')] : notes
}
