import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LEAST_COMPARED, MOST_COMPARED } from '#app/assessment/similarity/similar-answers.ts'
import { reportAlike } from '#app/assessment/similarity/similar-answers-queries.server.ts'
import { AlikePair } from '#app/assessment/similarity/ui/alike-pair.tsx'
import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const outline = await findTaughtOutline({ viewer, slug: params.course ?? '' })
  if (!outline) throw new NotFound()
  const quizzes = outline.activities.filter(({ kind }) => kind === 'quiz')
  const asked = new URL(request.url).searchParams.get('quiz')
  const quiz = quizzes.find(({ slug }) => slug === asked) ?? null
  return {
    title: t('similarity.title', { title: outline.title }),
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    quizzes: quizzes.map(({ slug, title }) => ({ slug, title })),
    chosen: quiz && { slug: quiz.slug, title: quiz.title },
    // Only where a quiz was asked for: that people were compared is recorded.
    report: quiz && (await reportAlike({ viewer, outline, quiz, now: Date.now() })),
  }
})

export default function SimilarAnswers() {
  const { course, quizzes, chosen, report } = useLoaderData<typeof loader>()
  const t = useT()
  const path = `/teach/${course.slug}/similar-answers`
  return (
    <>
      <PageHeader
        title={t('similarity.heading')}
        lead={t('similarity.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
      />
      {quizzes.length === 0 ? (
        <EmptyState title={t('similarity.none')}>
          <p>{t('similarity.noneText')}</p>
        </EmptyState>
      ) : (
        <Section title={t('similarity.quizzes')}>
          <ul>
            {quizzes.map(({ slug, title }) => (
              <li key={slug}>
                <a
                  href={`${path}?${new URLSearchParams({ quiz: slug })}#pairs`}
                  aria-current={slug === chosen?.slug ? 'true' : undefined}
                >
                  <Authored language={course.language}>{title}</Authored>
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {chosen && report && (
        <Section id="pairs" title={<Authored language={course.language}>{chosen.title}</Authored>}>
          <p>
            {t('similarity.compared', { count: report.compared })}{' '}
            {report.compared === MOST_COMPARED && t('similarity.capped', { most: MOST_COMPARED })}
          </p>
          {report.isTooFew ? (
            <EmptyState title={t('similarity.few')}>
              <p>{t('similarity.fewText', { least: LEAST_COMPARED })}</p>
            </EmptyState>
          ) : report.pairs.length === 0 ? (
            <EmptyState title={t('similarity.empty')}>
              <p>{t('similarity.emptyText')}</p>
            </EmptyState>
          ) : (
            report.pairs.map((pair) => (
              <AlikePair
                key={pair.people.map(({ attemptId }) => attemptId).join()}
                pair={pair}
                language={course.language}
              />
            ))
          )}
          <details>
            <summary>{t('similarity.method')}</summary>
            <p>{t('similarity.methodText')}</p>
          </details>
        </Section>
      )}
    </>
  )
}
