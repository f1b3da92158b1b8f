import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCourses } from '#app/content/course-queries.server.ts'
import { SearchBox } from '#app/content/ui/search-box.tsx'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { findCourseStates } from '#app/progress/progress-queries.server.ts'
import { CourseCard } from '#app/progress/ui/course-card.tsx'
import { CardList, EmptyState, PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await context.viewer()
  const { t } = await context.translator()
  const courses = await listCourses()
  const states = viewer ? await findCourseStates({ accountId: viewer.accountId }) : []
  return {
    title: t('learn.catalogue.title'),
    courses: courses.map((course) => ({
      ...course,
      state: states.find(({ courseId }) => courseId === course.courseId) ?? null,
    })),
  }
})

export default function Catalogue() {
  const { title, courses } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader title={title} lead={t('learn.catalogue.lead')} />
      <SearchBox label={t('search.courses')} />
      {courses.length === 0 && <EmptyState title={t('learn.catalogue.empty')} />}
      <CardList>
        {courses.map(({ state, ...course }) => (
          <CourseCard key={course.courseId} course={course} state={state} headingLevel={2} />
        ))}
      </CardList>
    </>
  )
}
