import type { Translate } from '#app/i18n/translator.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { rewriteQuestion } from '../question-html.ts'
import type { Question } from '../question.ts'
import { type ExportAddress, partOf, WHOLE_COURSE } from './export-address.ts'
import { exportNotes } from './export-notes.ts'
import { type ExportableCourse } from './exportable-queries.server.ts'
import { exportedMarkup } from './exported-markup.ts'
import { messageOfNote } from './exchange-note.ts'
import { writeGift } from './gift/write-gift.ts'
import { writeMoodle } from './moodle/write-moodle.ts'
import { placesInWords } from './places-in-words.ts'
import { type QtiSection, writePackage } from './qti/write-package.ts'

/**
 * Questions of a course as a file of another program, right answers included: that they were taken away is recorded
 * before the file is made. `course` is what `findExportableCourse` found for this viewer; null where it has no such part.
 */
export async function exportQuestions({
  viewer,
  course: { outline, activities },
  address: { part, format },
  origin,
  now,
  t,
}: {
  viewer: Viewer
  course: ExportableCourse
  address: ExportAddress
  /** Public address of the site, without a slash at its end. */
  origin: string
  /** Milliseconds UTC. */
  now: number
  t: Translate
}): Promise<{ bytes: Uint8Array } | null> {
  const wanted = activities.filter(({ activity }) => part === WHOLE_COURSE || partOf(activity) === part)
  if (wanted.length === 0) return null
  const sections: QtiSection[] = wanted.map(({ activity, questions }) => ({
    id: activity.id,
    title: activity.title,
    items: questions.map((question) => ({
      name: question.id,
      category: [outline.title, activity.title],
      question: placesInWords(rewriteQuestion(question, (html) => exportedMarkup(html, origin))),
    })),
  }))
  const { courseId, revisionNumber: revision, title, language } = outline
  const subject = { kind: 'course', id: courseId } as const
  const act = { action: 'questions-exported', actorId: viewer.accountId, subject, facts: { revision, format } } as const
  await write((tx) => recordAudit({ acts: [act], now }, tx))
  const items = sections.flatMap((section) => section.items)
  const asAuthored = new Map(wanted.flatMap(({ questions }) => questions.map((one) => [one.id, one] as const)))
  const told = (question: Question) =>
    exportNotes(format, asAuthored.get(question.id) ?? question).map((one) => t(messageOfNote(one), one.values))
  if (format === 'gift') return { bytes: encoded(writeGift(items, told)) }
  if (format === 'moodle') return { bytes: encoded(writeMoodle(items, told)) }
  const lines = items.flatMap(({ name, question }) => told(question).map((words) => `${name}: ${words}`))
  const readMe = [title, '', t('exchange.note.rules'), ...lines, ''].join('\n')
  return { bytes: writePackage({ id: courseId, title, language, sections, readMe }) }
}

const encoded = (text: string) => new TextEncoder().encode(text)
