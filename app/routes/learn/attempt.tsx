import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { nextAttemptPage, readAttemptPage } from '#app/assessment/attempt-page.ts'
import { findAttempt } from '#app/assessment/attempt-queries.server.ts'
import { isOverdue } from '#app/assessment/attempt-rules.ts'
import { CODE_FIELD, readCode } from '#app/assessment/conditions/code-field.ts'
import { findConditions } from '#app/assessment/conditions/conditions-queries.server.ts'
import { tellConditions } from '#app/assessment/conditions/tell-conditions.server.ts'
import { isSeatedAt } from '#app/assessment/conditions/seat.ts'
import { listExaminerActs } from '#app/assessment/examiners/examiner-act-queries.server.ts'
import { ExaminerActs } from '#app/assessment/examiners/ui/examiner-acts.tsx'
import { readChoices } from '#app/assessment/later-wins.ts'
import { moveAttempt } from '#app/assessment/move-attempt.server.ts'
import { answerFieldsOf, readAttemptIntent, readPostedAnswers } from '#app/assessment/posted-answers.ts'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { AttemptElsewhere } from '#app/assessment/ui/attempt-elsewhere.tsx'
import { AttemptForm } from '#app/assessment/ui/attempt-form.tsx'
import { codeError } from '#app/assessment/ui/code-error.ts'
import { TimeLeft } from '#app/assessment/ui/time-left.tsx'
import { findCourseById, findOutline } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { seatOf } from '#app/http/seat.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import scriptUrl from '#app/ui/autosave/autosave.ts?worker&url'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const attempt = await findAttempt({ accountId, attemptId: params.attempt ?? '' })
  if (!attempt) throw new NotFound()
  const now = Date.now()
  const result = `/attempts/${attempt.id}/result`
  if (attempt.submittedAt !== null) throw redirect(result)
  if (isOverdue(attempt, now)) {
    await submitQuiz({ accountId, attemptId: attempt.id, now })
    throw redirect(result)
  }
  const { heldBy, questions, ...about } = attempt
  const [outline, current, acts, conditions, seat] = await Promise.all([
    findOutline(attempt.revisionId),
    findCourseById(attempt.courseId),
    listExaminerActs({ accountId, attemptId: attempt.id }),
    findConditions({ quizId: attempt.quizId }),
    seatOf(context),
  ])
  const activity = outline?.activities.find(({ id }) => id === attempt.quizId)
  if (!outline || !activity) throw new NotFound()
  const { isOffNetwork, asksCode } = tellConditions(conditions, seat.address)
  const barred = isOffNetwork ? ('network' as const) : isSeatedAt({ heldBy }, seat) ? null : ('elsewhere' as const)
  return {
    title: activity.title,
    barred,
    asksCode,
    course: { href: `/courses/${outline.slug}`, label: outline.title },
    language: outline.language,
    count: questions.length,
    // Nothing of the questions is shown where they may not be answered.
    attempt: { ...about, questions: barred ? [] : questions },
    acts,
    now,
    time: attempt.dueAt === null ? null : { dueAt: attempt.dueAt, left: Math.max(attempt.dueAt - now, 0) },
    isOlderEdition: current !== null && current.revisionId !== attempt.revisionId,
    page: readAttemptPage(new URL(request.url).searchParams, attempt),
  }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const attemptId = params.attempt ?? ''
  const form = await readFields(request)
  const intent = readAttemptIntent(form.get('intent'))
  const answers = readPostedAnswers(form)
  const now = Date.now()
  const own = { accountId, attemptId, now }
  const seat = await seatOf(context)
  if (intent === 'move') {
    const moved = await moveAttempt({ ...own, seat, code: readCode(form) })
    if (moved.status === 'refused') {
      const { t } = await context.translator()
      const code = codeError(moved.refusal, now, t)
      const answer = { status: 'elsewhere' as const, code, carried: answerFieldsOf(form) }
      return data(answer, { status: code === null ? 403 : 422 })
    }
  }
  const saved = answers
    ? await saveAnswers({ ...own, answers, choices: readChoices(form), seat })
    : { status: 'unusable' as const }
  if (saved.status === 'unusable') return data({ status: 'unusable' as const }, { status: 422 })
  if (saved.status === 'elsewhere') {
    return data({ status: 'elsewhere' as const, code: null, carried: answerFieldsOf(form) }, { status: 409 })
  }
  if (saved.status === 'already-submitted') return redirect(`/attempts/${attemptId}/result`)
  if (saved.status === 'time-over') {
    await submitQuiz(own)
    return redirect(`/attempts/${attemptId}/result?late`)
  }
  const attempt = await findAttempt({ accountId, attemptId })
  const isTimeOver = attempt !== null && attempt.dueAt !== null && now >= attempt.dueAt
  const question = new URL(request.url).searchParams.get('question')
  if (!isTimeOver && saved.kept.length > 0) {
    return redirect(nextAttemptPage({ attemptId, question, kept: saved.kept }))
  }
  if (!isTimeOver && (intent === 'save' || intent === 'next' || intent === 'previous' || intent === 'move')) {
    const said = { save: 'learn.attempt.savedNotice', move: 'conditions.moved' } as const
    const headers = intent === 'save' || intent === 'move' ? await flash(context, said[intent]) : undefined
    return redirect(nextAttemptPage({ attemptId, question, intent: intent === 'move' ? 'save' : intent }), { headers })
  }
  const isIncomplete = attempt?.questions.some(({ answered }) => answered !== 'complete')
  if (!isTimeOver && intent === 'hand-in' && isIncomplete) {
    return redirect(nextAttemptPage({ attemptId, question, check: true }))
  }
  await submitQuiz(own)
  return redirect(`/attempts/${attemptId}/result`)
})

export default function Attempt() {
  const { title, course, language, barred, asksCode, count, attempt, acts, now, time, isOlderEdition, page } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isUnusable = answer?.status === 'unusable'
  const elsewhere = answer?.status === 'elsewhere' ? answer : null
  const errors = elsewhere?.code ? { [CODE_FIELD]: [elsewhere.code] } : {}
  const t = useT()
  const authored = useAuthored(language)
  const { passMark, feedback } = attempt.rules
  return (
    <>
      <PageHeader
        title={<Authored language={language}>{title}</Authored>}
        lead={
          <>
            {passMark > 0
              ? t('learn.attempt.lead', { count, passMark: passMark / 100 })
              : t('learn.attempt.leadUnmarked', { count })}{' '}
            {t('learn.attempt.feedback', { rule: t(`learn.quiz.feedback.${feedback}`) })}
          </>
        }
        eyebrow={t('learn.attempt.number', { number: attempt.number })}
        breadcrumbs={[course]}
      />
      {time && <TimeLeft {...time} />}
      <ExaminerActs acts={acts} />
      {isUnusable && (
        <Notice tone="danger" title={t('learn.attempt.unusable')} role="alert">
          <p>{t('learn.attempt.unusableText')}</p>
        </Notice>
      )}
      {isOlderEdition && <Notice tone="info">{t('learn.attempt.olderEdition')}</Notice>}
      {barred === 'network' ? (
        <Notice tone="warning" title={t('conditions.networkRefused')}>
          <p>{t('conditions.networkRefusedText')}</p>
        </Notice>
      ) : barred === 'elsewhere' ? (
        <>
          <ErrorSummary errors={errors} fields={[CODE_FIELD]} />
          <AttemptElsewhere asksCode={asksCode} codeError={errors[CODE_FIELD]} carried={elsewhere?.carried ?? []} />
        </>
      ) : (
        <>
          {page.shown !== null && <p>{t('learn.attempt.position', { number: page.shown + 1, count })}</p>}
          <AttemptForm attempt={attempt} now={now} {...page} authored={authored} />
          <script type="module" src={scriptUrl} />
        </>
      )}
    </>
  )
}
