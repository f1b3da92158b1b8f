import { csvLine, CSV_START } from '#app/csv/write-csv.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { type CourseStatistics, findQuizStatistics } from './item-statistics-queries.server.ts'
import { statisticsHeader, statisticsRow } from './statistics-csv.ts'

/**
 * The figures of every question of a course as CSV, a quiz at a time: that they were taken away is recorded before the
 * first is read. `statistics` is what `findCourseStatistics` found for this viewer. `now` in milliseconds UTC.
 */
export async function exportStatistics({
  viewer,
  statistics,
  now,
  t,
}: {
  viewer: Viewer
  statistics: CourseStatistics
  now: number
  t: Translate
}): Promise<AsyncGenerator<string>> {
  const { courseId, revisionNumber: revision } = statistics.outline
  const subject = { kind: 'course', id: courseId } as const
  const act = { action: 'statistics-exported', actorId: viewer.accountId, subject, facts: { revision } } as const
  await write((tx) => recordAudit({ acts: [act], now }, tx))
  return pieces({ viewer, statistics, t })
}

async function* pieces({
  viewer,
  statistics: { outline, quizzes },
  t,
}: {
  viewer: Viewer
  statistics: CourseStatistics
  t: Translate
}): AsyncGenerator<string> {
  yield CSV_START + csvLine(statisticsHeader(t))
  for (const { quiz, summary } of quizzes) {
    const found = await findQuizStatistics({ viewer, outline, quizId: quiz.id })
    const rows = found.questions.map((question, index) =>
      statisticsRow({ quiz, summary, reliability: found.reliability, question, number: index + 1 }, t),
    )
    yield rows.map((row) => csvLine(row)).join('')
  }
}
