import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listAttempts } from '#app/assessment/attempt-queries.server.ts'
import { findExtraTime } from '#app/assessment/accommodations/accommodation-queries.server.ts'
import { isOverdue, refusalToBegin } from '#app/assessment/attempt-rules.ts'
import { CODE_FIELD, readCode } from '#app/assessment/conditions/code-field.ts'
import { findConditions } from '#app/assessment/conditions/conditions-queries.server.ts'
import { tellConditions } from '#app/assessment/conditions/tell-conditions.server.ts'
import { AccessCodeField } from '#app/assessment/ui/access-code-field.tsx'
import { listExaminerActs } from '#app/assessment/examiners/examiner-act-queries.server.ts'
import { ExaminerActs } from '#app/assessment/examiners/ui/examiner-acts.tsx'
import { AttemptList } from '#app/assessment/ui/attempt-list.tsx'
import { QuizRules } from '#app/assessment/ui/quiz-rules.tsx'
import { codeError } from '#app/assessment/ui/code-error.ts'
import { RefusalText } from '#app/assessment/ui/refusal-text.tsx'
import { findActivityQuestions, findCourse } from '#app/content/course-queries.server.ts'
import { findMovedActivity } from '#app/content/moved-activity-queries.server.ts'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { activityHref } from '#app/content/outline.ts'
import { countAsked } from '#app/content/quiz-settings.ts'
import { NotFound } from '#app/errors.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { seatOf } from '#app/http/seat.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { startQuiz } from '#app/progress/start-quiz.server.ts'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

async function requireQuiz({ course, quiz }: { course?: string; quiz?: string }) {
  const outline = await findCourse(course ?? '')
  if (!outline) throw new NotFound()
  const activity = outline.activities.find(({ kind, slug }) => kind === 'quiz' && slug === quiz)
  if (!activity?.quiz) {
    const moved = await findMovedActivity({ outline, kind: 'quiz', slug: quiz ?? '' })
    if (moved) throw redirect(activityHref(outline, moved))
    throw new NotFound()
  }
  return { outline, activity, settings: activity.quiz }
}

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, activity, settings } = await requireQuiz(params)
  const [asked, attempts, conditions] = await Promise.all([
    findActivityQuestions({ revisionId: outline.revisionId, activityId: activity.id }),
    listAttempts({ accountId, quizId: activity.id }),
    findConditions({ quizId: activity.id }),
  ])
  const now = Date.now()
  const [last] = attempts
  const open = last && last.submittedAt === null ? last : null
  if (open && isOverdue(open, now)) {
    await submitQuiz({ accountId, attemptId: open.id, now })
    throw redirect(activityHref(outline, activity))
  }
  const ended = attempts.flatMap(({ submittedAt }) => (submittedAt === null ? [] : [{ submittedAt }]))
  return {
    title: activity.title,
    summary: activity.summary,
    language: outline.language,
    course: { href: `/courses/${outline.slug}`, label: outline.title },
    settings,
    minutes: activity.minutes,
    questions: countAsked(settings, asked.length),
    attempts,
    conditions: tellConditions(conditions, context.address),
    open: open && { dueAt: open.dueAt },
    acts: open ? await listExaminerActs({ accountId, attemptId: open.id }) : [],
    extraTime: settings.timeLimit === null ? 0 : await findExtraTime({ accountId, now }),
    refusal: open ? null : refusalToBegin(settings, ended, now),
  }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, activity } = await requireQuiz(params)
  const typed = readCode(await readFields(request))
  const now = Date.now()
  const begun = await startQuiz({ accountId, outline, activity, seat: await seatOf(context), code: typed, now })
  if (begun.status === 'begun') return redirect(`/attempts/${begun.attemptId}`)
  const { refusal } = begun
  if (refusal.reason === 'wait' || refusal.reason === 'no-attempt-left') {
    return data({ why: refusal, typed, code: null }, { status: 409 })
  }
  const { t } = await context.translator()
  const code = codeError(refusal, now, t)
  if (code === null) return data({ why: 'network' as const, typed, code }, { status: 403 })
  return data({ why: null, typed, code }, { status: refusal.reason === 'too-many-codes' ? 429 : 422 })
})

export default function Quiz() {
  const {
    title,
    summary,
    language,
    course,
    settings,
    minutes,
    questions,
    attempts,
    conditions,
    open,
    acts,
    extraTime,
    refusal,
  } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, dateTime } = useTranslator()
  const button = open ? 'learn.quiz.continue' : attempts.length > 0 ? 'learn.quiz.startAgain' : 'learn.quiz.start'
  const why = (answer?.why === 'network' ? null : answer?.why) ?? refusal
  const errors = answer?.code ? { [CODE_FIELD]: [answer.code] } : {}
  return (
    <>
      <PageHeader
        title={<Authored language={language}>{title}</Authored>}
        lead={<Authored language={language}>{summary}</Authored>}
        eyebrow={t(`learn.quiz.kind.${settings.kind}`)}
        breadcrumbs={[course]}
      />
      <ErrorSummary errors={errors} fields={[CODE_FIELD]} />
      <Section title={t('learn.quiz.expect')}>
        <QuizRules
          settings={settings}
          questions={questions}
          minutes={minutes}
          conditions={conditions}
          extraTime={extraTime}
        />
        <p>{t(settings.timeLimit === null ? 'learn.quiz.kept' : 'learn.quiz.keptTimed')}</p>
        {open?.dueAt != null && <p>{t('learn.quiz.underWay', { time: dateTime(open.dueAt) })}</p>}
        <ExaminerActs acts={acts} />
        {why ? (
          <Notice tone={answer ? 'warning' : 'info'} role={answer && 'alert'}>
            <RefusalText refusal={why} />
          </Notice>
        ) : conditions.isOffNetwork ? (
          <Notice tone="warning" title={t('conditions.networkRefused')} role={answer && 'alert'}>
            <p>{t('conditions.networkRefusedText')}</p>
          </Notice>
        ) : conditions.asksCode && !open ? (
          <Form>
            <AccessCodeField error={errors[CODE_FIELD]} typed={answer?.typed} />
            <Button>{t(button)}</Button>
          </Form>
        ) : (
          <Form className="button-row">
            <Button>{t(button)}</Button>
          </Form>
        )}
      </Section>
      {attempts.length > 0 && (
        <Section title={t('learn.quiz.yourAttempts')}>
          <AttemptList attempts={attempts} />
        </Section>
      )}
    </>
  )
}
