import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findCourse } from '#app/content/course-queries.server.ts'
import { ChangeList } from '#app/content/ui/change-list.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { findCourseChanges } from '#app/progress/course-changes-queries.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

/** The revision that the reader knows, in the address, so that the page stays the same while they follow its links. */
const sinceSchema = z.coerce.number().int().min(1).nullable().catch(null)

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { t } = await context.translator()
  const outline = await findCourse(params.course ?? '')
  if (!outline) throw new NotFound()
  const since = sinceSchema.parse(new URL(request.url).searchParams.get('since'))
  return {
    title: t('revisions.changes.pageTitle', { course: outline.title }),
    course: { slug: outline.slug, title: outline.title, language: outline.language, number: outline.revisionNumber },
    ...(await findCourseChanges({ accountId, outline, since })),
  }
})

export default function CourseChanges() {
  const { course, since, revisions } = useLoaderData<typeof loader>()
  const { t, date } = useTranslator()
  const back = <ButtonLink href={`/courses/${course.slug}`}>{t('revisions.changes.back')}</ButtonLink>
  return (
    <>
      <PageHeader
        eyebrow={t('revisions.changes.eyebrow')}
        title={<Authored language={course.language}>{course.title}</Authored>}
        lead={revisions.length > 0 && t('revisions.changes.lead', { number: since })}
        breadcrumbs={[
          { href: '/courses', label: t('learn.course.courses') },
          { href: `/courses/${course.slug}`, label: course.title },
        ]}
      />
      {revisions.length === 0 && (
        <EmptyState title={t('revisions.changes.none')} action={back}>
          <p>{t('revisions.changes.noneText', { number: course.number })}</p>
        </EmptyState>
      )}
      {revisions.map(({ number, publishedAt, restoredFrom, changes }) => (
        <Section key={number} title={t('revisions.changes.revision', { number, date: date(publishedAt) })}>
          {restoredFrom !== null && <p>{t('revisions.restoredFrom', { number: restoredFrom })}</p>}
          {changes.length === 0 ? (
            <p>{t('revisions.changes.same')}</p>
          ) : (
            <ChangeList changes={changes} language={course.language} />
          )}
        </Section>
      ))}
      {revisions.length > 0 && <p>{back}</p>}
    </>
  )
}
