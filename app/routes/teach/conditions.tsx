import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCourseConditions } from '#app/assessment/conditions/conditions-queries.server.ts'
import { ConditionsTable } from '#app/assessment/ui/conditions-table.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { EmptyState, PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const found = await findCourseConditions({ viewer, slug: params.course ?? '' })
  if (!found) throw new NotFound()
  const { slug, title, language } = found.outline
  return {
    title: t('conditions.title', { title }),
    course: { slug, title, language },
    // The codes stay where they are changed: this page may stand open on a desk.
    quizzes: found.quizzes.map(({ conditions: { accessCode, networks, oneDevice }, ...quiz }) => ({
      ...quiz,
      asked: { code: accessCode !== null, networks: networks.length, oneDevice },
    })),
  }
})

export default function ConditionsPage() {
  const { course, quizzes } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={t('conditions.heading')}
        lead={t('conditions.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
      />
      {quizzes.length === 0 ? (
        <EmptyState title={t('conditions.none')}>
          <p>{t('conditions.noneText')}</p>
        </EmptyState>
      ) : (
        <ConditionsTable slug={course.slug} language={course.language} quizzes={quizzes} />
      )}
    </>
  )
}
