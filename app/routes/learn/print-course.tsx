import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCourse } from '#app/content/course-queries.server.ts'
import { findBook } from '#app/content/takeaway/find-book.server.ts'
import { PrintedPage } from '#app/content/takeaway/printed-page.tsx'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'

export const meta = titleOf

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  await requireViewer(context)
  const { t } = await context.translator()
  const outline = await findCourse(params.course ?? '')
  if (!outline) throw new NotFound()
  const book = await findBook({ outline, lessonId: null })
  const { origin } = new URL(env().PUBLIC_URL ?? request.url)
  return { title: t('takeaway.print.title', { title: book.title }), book, origin }
})

export default function PrintCoursePage() {
  const { book, origin } = useLoaderData<typeof loader>()
  return <PrintedPage book={book} origin={origin} />
}
