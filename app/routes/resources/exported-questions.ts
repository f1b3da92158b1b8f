import type { LoaderFunctionArgs } from '@remix-run/node'
import { endingOf, mediaTypes, readExportFile } from '#app/content/exchange/export-address.ts'
import { exportQuestions } from '#app/content/exchange/export-questions.server.ts'
import { findExportableCourse } from '#app/content/exchange/exportable-queries.server.ts'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { canTeachSomething } from '#app/identity/viewer.ts'

/** Questions of the published course, right answers included, as a file that other programs read. */
export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const address = readExportFile(params.file ?? '')
  const course = address && (await findExportableCourse({ viewer, slug: params.course ?? '' }))
  if (!course) throw new NotFound()
  const { origin } = new URL(env().PUBLIC_URL ?? request.url)
  const exported = await exportQuestions({ viewer, course, address, origin, now: Date.now(), t })
  if (!exported) throw new NotFound()
  const { slug, revisionNumber } = course.outline
  const name = [t('exchange.fileName'), slug, address.part, `r${revisionNumber}`].join(' ')
  return new Response(exported.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': mediaTypes[address.format],
      'Content-Disposition': attachment(name, endingOf(address.format)),
      'Cache-Control': 'private, no-store',
    },
  })
})
