import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findAttempt } from '#app/assessment/attempt-queries.server.ts'
import { readAttemptIntent, readPostedAnswers } from '#app/assessment/posted-answers.ts'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { AttemptForm } from '#app/assessment/ui/attempt-form.tsx'
import { findCourseById, findOutline } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import scriptUrl from '#app/ui/autosave/autosave.ts?worker&url'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

/** Set by the action when questions are unanswered, so that the page says which. */
const CHECK = 'unanswered'

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const attempt = await findAttempt({ accountId, attemptId: params.attempt ?? '' })
  if (!attempt) throw new NotFound()
  if (attempt.submittedAt !== null) throw redirect(`/attempts/${attempt.id}/result`)
  const [outline, current] = await Promise.all([findOutline(attempt.revisionId), findCourseById(attempt.courseId)])
  const activity = outline?.activities.find(({ id }) => id === attempt.quizId)
  if (!outline || !activity) throw new NotFound()
  return {
    title: activity.title,
    course: { href: `/courses/${outline.slug}`, label: outline.title },
    language: outline.language,
    attempt,
    isOlderEdition: current !== null && current.revisionId !== attempt.revisionId,
    check: new URL(request.url).searchParams.has(CHECK),
  }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const attemptId = params.attempt ?? ''
  const form = await readFields(request)
  const intent = readAttemptIntent(form.get('intent'))
  const answers = readPostedAnswers(form)
  const now = Date.now()
  const saved = answers ? await saveAnswers({ accountId, attemptId, answers, now }) : { status: 'unusable' as const }
  if (saved.status === 'unusable') return data({ status: 'unusable' as const }, { status: 422 })
  if (saved.status === 'already-submitted') return redirect(`/attempts/${attemptId}/result`)
  if (intent === 'save') {
    return redirect(`/attempts/${attemptId}`, { headers: await flash(context, 'learn.attempt.savedNotice') })
  }
  if (intent === 'hand-in') {
    const attempt = await findAttempt({ accountId, attemptId })
    const isIncomplete = attempt?.questions.some(({ answered }) => answered !== 'complete')
    if (isIncomplete) return redirect(`/attempts/${attemptId}?${CHECK}#${CHECK}`)
  }
  await submitQuiz({ accountId, attemptId, now })
  return redirect(`/attempts/${attemptId}/result`)
})

export default function Attempt() {
  const { title, course, language, attempt, isOlderEdition, check } = useLoaderData<typeof loader>()
  const isUnusable = useActionData<typeof action>()?.status === 'unusable'
  const t = useT()
  const authored = useAuthored(language)
  return (
    <>
      <PageHeader
        title={<Authored language={language}>{title}</Authored>}
        lead={t('learn.attempt.lead', { count: attempt.questions.length, passMark: attempt.passMark / 100 })}
        eyebrow={t('learn.attempt.number', { number: attempt.number })}
        breadcrumbs={[course]}
      />
      {isUnusable && (
        <Notice tone="danger" title={t('learn.attempt.unusable')} role="alert">
          <p>{t('learn.attempt.unusableText')}</p>
        </Notice>
      )}
      {isOlderEdition && <Notice tone="info">{t('learn.attempt.olderEdition')}</Notice>}
      <AttemptForm attempt={attempt} check={check} authored={authored} />
      <script type="module" src={scriptUrl} />
    </>
  )
}
