import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAttempts } from '#app/assessment/attempt-queries.server.ts'
import { AttemptList } from '#app/assessment/ui/attempt-list.tsx'
import { findActivityQuestions, findCourse } from '#app/content/course-queries.server.ts'
import { findMovedActivity } from '#app/content/moved-activity-queries.server.ts'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { activityHref } from '#app/content/outline.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { startQuiz } from '#app/progress/start-quiz.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'

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
  return {
    title: activity.title,
    summary: activity.summary,
    language: outline.language,
    course: { href: `/courses/${outline.slug}`, label: outline.title },
    kind: settings.kind,
    passMark: settings.passMark,
    minutes: activity.minutes,
    questions: asked.length,
    attempts,
  }
})

export const action = handle(async ({ params, context }: ActionFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, activity } = await requireQuiz(params)
  const { attemptId } = await startQuiz({ accountId, outline, activity, now: Date.now() })
  return redirect(`/attempts/${attemptId}`)
})

export default function Quiz() {
  const { title, summary, language, course, kind, passMark, minutes, questions, attempts } =
    useLoaderData<typeof loader>()
  const { t, percent, duration } = useTranslator()
  const isOpen = attempts[0]?.submittedAt === null
  const button = isOpen ? 'learn.quiz.continue' : attempts.length > 0 ? 'learn.quiz.startAgain' : 'learn.quiz.start'
  return (
    <>
      <PageHeader
        title={<Authored language={language}>{title}</Authored>}
        lead={<Authored language={language}>{summary}</Authored>}
        eyebrow={t(kind === 'final' ? 'learn.quiz.final' : 'learn.quiz.module')}
        breadcrumbs={[course]}
      />
      <Section title={t('learn.quiz.expect')}>
        <Facts
          items={[
            { label: t('learn.quiz.questions'), value: t('learn.quiz.questionCount', { count: questions }) },
            { label: t('learn.quiz.time'), value: t('learn.quiz.minutes', { time: duration(minutes) }) },
            { label: t('learn.quiz.passMark'), value: percent(passMark / 100) },
            { label: t('learn.quiz.attempts'), value: t('learn.quiz.bestCounts') },
          ]}
        />
        <p>{t('learn.quiz.kept')}</p>
        <Form className="button-row">
          <Button>{t(button)}</Button>
        </Form>
      </Section>
      {attempts.length > 0 && (
        <Section title={t('learn.quiz.yourAttempts')}>
          <AttemptList attempts={attempts} />
        </Section>
      )}
    </>
  )
}
