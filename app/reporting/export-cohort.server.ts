import type { Translate } from '#app/i18n/translator.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { write } from '#db/client.server.ts'
import { cohortCsv } from './cohort-csv.server.ts'
import { type AskedRows, countMatching } from './cohort-report-queries.server.ts'

/**
 * The report as CSV, piece by piece, for a manager to take away: that they did is recorded before the first piece is
 * read. Nothing for a cohort the viewer does not manage.
 */
export async function exportCohort(asked: AskedRows & { t: Translate }): Promise<AsyncGenerator<string>> {
  const { viewer, cohortId, courseId, now } = asked
  const rows = await countMatching(asked)
  const subject = { kind: 'cohort', id: cohortId } as const
  const facts = { courseId, rows }
  await write((tx) =>
    recordAudit({ acts: [{ action: 'progress-exported', actorId: viewer.accountId, subject, facts }], now }, tx),
  )
  return cohortCsv(asked)
}
