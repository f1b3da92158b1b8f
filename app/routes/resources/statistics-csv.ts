import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportStatistics } from '#app/assessment/statistics/export-statistics.server.ts'
import { findCourseStatistics } from '#app/assessment/statistics/item-statistics-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { streamText } from '#app/http/stream-text.ts'
import { canTeachSomething } from '#app/identity/viewer.ts'

/** The figures of every question of a course as a file, sent while it is read. */
export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const statistics = await findCourseStatistics({ viewer, slug: params.course ?? '' })
  if (!statistics) throw new NotFound()
  const now = Date.now()
  const pieces = await exportStatistics({ viewer, statistics, now, t })
  const day = new Date(now).toISOString().slice(0, 10)
  return new Response(streamText(pieces), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': attachment(`${t('statistics.csv.fileName')} ${statistics.outline.slug} ${day}`, 'csv'),
      'Cache-Control': 'private, no-store',
    },
  })
})
