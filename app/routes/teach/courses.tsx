import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { isError } from '#app/content/problem.ts'
import { findTaughtCourses } from '#app/content/teaching/teaching-queries.server.ts'
import { FilesTag } from '#app/content/ui/files-tag.tsx'
import { env } from '#app/env.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { EmptyState, PageHeader } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const taught = await findTaughtCourses({ viewer, dir: env().COURSES_DIR })
  return {
    title: t('teach.courses.title'),
    courses: taught.map(({ slug, title, published, files, problems }) => {
      const errors = problems.filter(isError).length
      return {
        slug,
        title,
        published: published && { number: published.number, publishedAt: published.publishedAt },
        files,
        errors,
        warnings: problems.length - errors,
      }
    }),
  }
})

export default function Courses() {
  const { title, courses } = useLoaderData<typeof loader>()
  const { t, date } = useTranslator()
  return (
    <>
      <PageHeader title={title} lead={t('teach.courses.lead')} />
      <DataTable
        caption={t('teach.courses.caption')}
        captionHidden
        rows={courses}
        rowKey={(course) => course.slug}
        empty={
          <EmptyState title={t('teach.courses.empty')}>
            <p>{t('teach.courses.emptyText')}</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'course',
            header: t('teach.courses.course'),
            rowHeader: true,
            cell: (course) => <a href={`/teach/${course.slug}`}>{course.title}</a>,
          },
          {
            key: 'revision',
            header: t('teach.courses.revision'),
            cell: ({ published }) =>
              published
                ? t('teach.courses.revisionValue', { number: published.number, date: date(published.publishedAt) })
                : t('teach.courses.notPublished'),
          },
          {
            key: 'files',
            header: t('teach.courses.files'),
            cell: ({ files, errors, warnings }) => <FilesTag files={files} errors={errors} warnings={warnings} />,
          },
        ]}
      />
      <p>{t('teach.courses.missing')}</p>
    </>
  )
}
