import type { LoaderFunctionArgs } from '@remix-run/node'
import { NotFound } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { streamText } from '#app/http/stream-text.ts'
import { canManageSomething } from '#app/identity/viewer.ts'
import { findCohort } from '#app/programmes/programme-queries.server.ts'
import { readReportAddress } from '#app/reporting/cohort-report.ts'
import { exportCohort } from '#app/reporting/export-cohort.server.ts'

/** The cohort's report as a file: the filter of the page, all its trainees, sent while it is read. */
export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const { t } = await context.translator()
  const cohort = await findCohort({ viewer, cohortId: params.cohort ?? '' })
  const { course: asked, status, text } = readReportAddress(new URL(request.url).searchParams)
  const course = cohort?.courses.find(({ courseId }) => courseId === asked) ?? cohort?.courses[0]
  if (!cohort || !course) throw new NotFound()
  const now = Date.now()
  const report = { viewer, cohortId: cohort.id, courseId: course.courseId, status, text, now, t }
  const pieces = await exportCohort(report)
  const day = new Date(now).toISOString().slice(0, 10)
  return new Response(streamText(pieces), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': attachment(`${t('manage.csv.fileName')} ${cohort.name} ${day}`, 'csv'),
      'Cache-Control': 'private, no-store',
    },
  })
})
