import type { LoaderFunctionArgs } from '@remix-run/node'
import { NotFound } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { readImportAddress } from '#app/identity/people-files/import-address.ts'
import { findImportStep } from '#app/identity/people-files/import-step-queries.server.ts'
import { columnNames } from '#app/identity/people-files/people-file.ts'
import { refusedCsv } from '#app/identity/people-files/refused-csv.ts'
import { canAdministerPeople } from '#app/identity/viewer.ts'

/** The rows of a file that were refused, or would be, with what is wrong: to be mended and imported. */
export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  const address = readImportAddress(new URL(request.url).searchParams)
  const heading = (column: keyof typeof columnNames) => t(columnNames[column])
  const found = await findImportStep({ viewer, ...address, heading, locale, now: Date.now() })
  if (found.step !== 'rehearsal' && found.step !== 'done') throw new NotFound()
  return new Response(refusedCsv({ file: found.file, rows: found.planned, t }), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': attachment(t('peopleFiles.csv.refusedName'), 'csv'),
      'Cache-Control': 'private, no-store',
    },
  })
})
