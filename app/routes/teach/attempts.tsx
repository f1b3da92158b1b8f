import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readAttemptList, writeAttemptList } from '#app/assessment/examiners/attempt-filter.ts'
import { findExaminedCourse, listExaminedAttempts } from '#app/assessment/examiners/attempt-list-queries.server.ts'
import { listRefusedBeginnings } from '#app/assessment/examiners/refused-beginning-queries.server.ts'
import { AttemptFilterForm } from '#app/assessment/examiners/ui/attempt-filter-form.tsx'
import { ExaminedAttempts } from '#app/assessment/examiners/ui/examined-attempts.tsx'
import { RefusedBeginnings } from '#app/assessment/examiners/ui/refused-beginnings.tsx'
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
  const found = await findExaminedCourse({ viewer, slug: params.course ?? '' })
  if (!found) throw new NotFound()
  const { outline, quizzes } = found
  const filter = readAttemptList(new URL(request.url).searchParams)
  const quiz = quizzes.find(({ slug }) => slug === filter.quiz)
  const quizId = quiz?.id ?? null
  const { courseId } = outline
  const { attempts, next } = await listExaminedAttempts({ viewer, courseId, quizId, filter })
  const isWhole = filter.before === null && filter.person === '' && filter.state === null
  return {
    title: t('examiners.title', { title: outline.title }),
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    quizzes: quizzes.map(({ slug, title }) => ({ slug, title })),
    titles: Object.fromEntries(quizzes.map(({ id, title }) => [id, title])),
    filter: { ...filter, quiz: quiz?.slug ?? '' },
    attempts,
    next,
    refused: isWhole ? await listRefusedBeginnings({ viewer, courseId, quizId, now: Date.now() }) : [],
  }
})

// The page names people: no browser keeps it.
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

export default function Attempts() {
  const { course, quizzes, titles, filter, attempts, next, refused } = useLoaderData<typeof loader>()
  const t = useT()
  const path = `/teach/${course.slug}/attempts`
  return (
    <>
      <PageHeader
        title={t('examiners.heading')}
        lead={t('examiners.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
      />
      <AttemptFilterForm path={path} filter={filter} quizzes={quizzes} language={course.language} />
      {refused.length > 0 && (
        <Section title={t('examiners.refusedBeginnings')}>
          <p>
            {t('examiners.refusedBeginningsText')}{' '}
            <a href={`/teach/${course.slug}/conditions`}>{t('conditions.link')}</a>
          </p>
          <RefusedBeginnings refused={refused} titles={titles} language={course.language} />
        </Section>
      )}
      {attempts.length === 0 ? (
        <EmptyState title={t('examiners.empty')} />
      ) : (
        <ExaminedAttempts path={path} attempts={attempts} titles={titles} language={course.language} />
      )}
      {(filter.before || next) && (
        <nav className="pagination" aria-label={t('ui.pagination.label')}>
          {filter.before && <a href={path + writeAttemptList(filter)}>{t('examiners.latest')}</a>}
          {next && (
            <a href={path + writeAttemptList(filter, next)} rel="next">
              {t('examiners.earlier')}
            </a>
          )}
        </nav>
      )}
    </>
  )
}
