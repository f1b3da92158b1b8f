import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { RequestPaper } from '#app/assessment/ui/request-paper.tsx'
import { activityHref } from '#app/content/outline.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { findLessonRequest, findRequestView } from '#app/progress/request-page-queries.server.ts'
import { useAuthored } from '#app/ui/authored.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { accountId, displayName } = await requireViewer(context)
  const { t } = await context.translator()
  const { course = '', lesson = '', request = '' } = params
  const found = await findLessonRequest({ course, lesson, request })
  if (!found?.task) throw new NotFound()
  const view = await findRequestView({ accountId, task: found.task })
  return {
    title: t('request.print.title', { title: view.title }),
    language: found.outline.language,
    back: `${activityHref(found.outline, found.lesson)}/requests/${view.id}`,
    name: displayName,
    view,
  }
})

/** The draft alone, as a document: the frame of the site is left out (request.css). */
export default function RequestDocument() {
  const { language, back, name, view } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <p className="request-paper__tools">
        <a href={back}>{t('request.print.back')}</a> {t('request.print.how')}
      </p>
      <RequestPaper view={view} name={name} authored={useAuthored(language)} />
    </>
  )
}
