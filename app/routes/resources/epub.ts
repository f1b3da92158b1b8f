import { Readable } from 'node:stream'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCourse } from '#app/content/course-queries.server.ts'
import { epubHash, openEpub } from '#app/content/takeaway/epub/find-epub.server.ts'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { attachment } from '#app/http/attachment.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'

/** The current edition of a course, or of one of its lessons, as an e-book. */
export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  await requireViewer(context)
  const outline = await findCourse(params.course ?? '')
  const lesson = outline?.activities.find(({ kind, slug }) => kind === 'lesson' && slug === params.lesson)
  if (!outline || (params.lesson !== undefined && !lesson)) throw new NotFound()
  const { origin } = new URL(env().PUBLIC_URL ?? request.url)
  const asked = { outline, lessonId: lesson?.id ?? null, origin }
  const name = [outline.slug, ...(lesson ? [lesson.slug] : []), `r${outline.revisionNumber}`].join('-')
  const etag = `"${epubHash(asked)}"`
  const headers = { ETag: etag, 'Content-Disposition': attachment(name, 'epub') }
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers })
  const book = await openEpub(asked)
  const whole = { ...headers, 'Content-Type': 'application/epub+zip', 'Content-Length': String(book.size) }
  if (request.method === 'HEAD') {
    await book.handle.close()
    return new Response(null, { headers: whole })
  }
  return new Response(Readable.toWeb(book.handle.createReadStream()) as ReadableStream, { headers: whole })
})
