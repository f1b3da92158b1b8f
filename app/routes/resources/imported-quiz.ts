import type { ActionFunctionArgs } from '@remix-run/node'
import { findTaughtCourse } from '#app/content/teaching/teaching-queries.server.ts'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { canTeachSomething } from '#app/identity/viewer.ts'

/** Gives the text of a quiz file back as a file: what the page of imports shows, with what its instructor changed there. */
export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const taught = await findTaughtCourse({ viewer, dir: env().COURSES_DIR, slug: params.course ?? '' })
  if (!taught) throw new NotFound()
  const form = await readFields(request)
  const source = String(form.get('source') ?? '')
  // Forms end their lines with two signs; files of a course with one.
  return new Response(source.replaceAll('\r\n', '\n'), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': attachment('09-imported.quiz', 'mdx'),
      'Cache-Control': 'private, no-store',
    },
  })
})
