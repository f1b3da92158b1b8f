import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { regradeHref } from '#app/assessment/regrading/regrade-address.ts'
import { findCourseStatistics, findQuizStatistics } from '#app/assessment/statistics/item-statistics-queries.server.ts'
import { LEAST_SHOWN, LEAST_SITTINGS } from '#app/assessment/statistics/sitting.ts'
import { FigureTerms } from '#app/assessment/statistics/ui/figure-terms.tsx'
import { QuestionList } from '#app/assessment/statistics/ui/question-list.tsx'
import { QuizReliability } from '#app/assessment/statistics/ui/quiz-reliability.tsx'
import { QuizTable } from '#app/assessment/statistics/ui/quiz-table.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const found = await findCourseStatistics({ viewer, slug: params.course ?? '' })
  if (!found) throw new NotFound()
  const { outline, quizzes } = found
  const asked = new URL(request.url).searchParams.get('quiz')
  const chosen =
    quizzes.find(({ quiz }) => quiz.slug === asked) ??
    quizzes.find(({ summary }) => summary.attempts > 0) ??
    quizzes[0] ??
    null
  return {
    title: t('statistics.title', { title: outline.title }),
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    quizzes,
    chosen,
    statistics: chosen && (await findQuizStatistics({ viewer, outline, quizId: chosen.quiz.id })),
  }
})

export default function Statistics() {
  const { course, quizzes, chosen, statistics } = useLoaderData<typeof loader>()
  const t = useT()
  const path = `/teach/${course.slug}/statistics`
  const isEmpty = quizzes.every(({ summary }) => summary.attempts === 0)
  return (
    <>
      <PageHeader
        title={t('statistics.heading')}
        lead={t('statistics.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
        actions={
          !isEmpty && (
            <>
              <ButtonLink href={`${path}.csv`} variant="secondary" download>
                {t('statistics.save')}
              </ButtonLink>
              <ButtonLink href={`/teach/${course.slug}/attempts`} variant="quiet">
                {t('examiners.link')}
              </ButtonLink>
            </>
          )
        }
      />
      {quizzes.length === 0 ? (
        <EmptyState title={t('statistics.noQuiz')}>
          <p>{t('statistics.noQuizText')}</p>
        </EmptyState>
      ) : isEmpty ? (
        <EmptyState title={t('statistics.empty')}>
          <p>{t('statistics.emptyText', { shown: LEAST_SHOWN, judged: LEAST_SITTINGS })}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t('statistics.quizzes')}>
            <p>{t('statistics.rule')}</p>
            <QuizTable
              quizzes={quizzes}
              language={course.language}
              chosenId={chosen?.quiz.id ?? ''}
              hrefFor={(slug) => `${path}?${new URLSearchParams({ quiz: slug })}#quiz`}
            />
          </Section>
          {chosen && statistics && (
            <Section id="quiz" title={<Authored language={course.language}>{chosen.quiz.title}</Authored>}>
              {statistics.attempts === 0 ? (
                <p>{t('statistics.quizEmpty')}</p>
              ) : statistics.attempts < LEAST_SHOWN ? (
                <p>{t('statistics.few', { attempts: statistics.attempts, least: LEAST_SHOWN })}</p>
              ) : (
                <>
                  {statistics.attempts < chosen.summary.attempts && (
                    <p>{t('statistics.capped', { count: statistics.attempts })}</p>
                  )}
                  <QuizReliability reliability={statistics.reliability} />
                  <FigureTerms />
                  <QuestionList
                    questions={statistics.questions}
                    language={course.language}
                    regradeHrefFor={(question) =>
                      `${regradeHref(course.slug, { quiz: chosen.quiz.slug, question })}#question`
                    }
                  />
                </>
              )}
            </Section>
          )}
        </>
      )}
    </>
  )
}
