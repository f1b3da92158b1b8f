import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listAttempts } from '#app/assessment/attempt-queries.server.ts'
import { findExtraTime } from '#app/assessment/accommodations/accommodation-queries.server.ts'
import { isOverdue, refusalToBegin } from '#app/assessment/attempt-rules.ts'
import { listExaminerActs } from '#app/assessment/examiners/examiner-act-queries.server.ts'
import { ExaminerActs } from '#app/assessment/examiners/ui/examiner-acts.tsx'
import { AttemptList } from '#app/assessment/ui/attempt-list.tsx'
import { QuizRules } from '#app/assessment/ui/quiz-rules.tsx'
import { RefusalText } from '#app/assessment/ui/refusal-text.tsx'
import { findActivityQuestions, findCourse } from '#app/content/course-queries.server.ts'
import { findMovedActivity } from '#app/content/moved-activity-queries.server.ts'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { activityHref } from '#app/content/outline.ts'
import { countAsked } from '#app/content/quiz-settings.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { startQuiz } from '#app/progress/start-quiz.server.ts'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
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
  const [asked, attempts] = await Promise.all([
    findActivityQuestions({ revisionId: outline.revisionId, activityId: activity.id }),
    listAttempts({ accountId, quizId: activity.id }),
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
    open: open && { dueAt: open.dueAt },
    acts: open ? await listExaminerActs({ accountId, attemptId: open.id }) : [],
    extraTime: settings.timeLimit === null ? 0 : await findExtraTime({ accountId, now }),
    refusal: open ? null : refusalToBegin(settings, ended, now),
  }
})

export const action = handle(async ({ params, context }: ActionFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, activity } = await requireQuiz(params)
  const begun = await startQuiz({ accountId, outline, activity, now: Date.now() })
  if (begun.status === 'refused') return data(begun, { status: 409 })
  return redirect(`/attempts/${begun.attemptId}`)
})

export default function Quiz() {
  const { title, summary, language, course, settings, minutes, questions, attempts, open, acts, extraTime, refusal } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refusal
  const { t, dateTime } = useTranslator()
  const button = open ? 'learn.quiz.continue' : attempts.length > 0 ? 'learn.quiz.startAgain' : 'learn.quiz.start'
  const why = refused ?? refusal
  return (
    <>
      <PageHeader
        title={<Authored language={language}>{title}</Authored>}
        lead={<Authored language={language}>{summary}</Authored>}
        eyebrow={t(`learn.quiz.kind.${settings.kind}`)}
        breadcrumbs={[course]}
      />
      <Section title={t('learn.quiz.expect')}>
        <QuizRules settings={settings} questions={questions} minutes={minutes} extraTime={extraTime} />
        <p>{t(settings.timeLimit === null ? 'learn.quiz.kept' : 'learn.quiz.keptTimed')}</p>
        {open?.dueAt != null && <p>{t('learn.quiz.underWay', { time: dateTime(open.dueAt) })}</p>}
        <ExaminerActs acts={acts} />
        {why ? (
          <Notice tone={refused ? 'warning' : 'info'} role={refused && 'alert'}>
            <RefusalText refusal={why} />
          </Notice>
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
