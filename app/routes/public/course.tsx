import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCourse } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { completeCourse } from '#app/progress/complete-course.server.ts'
import { findOwnCourse } from '#app/progress/course-page-queries.server.ts'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { CourseFacts } from '#app/progress/ui/course-facts.tsx'
import { CourseOutline } from '#app/progress/ui/course-outline.tsx'
import { CourseStanding } from '#app/progress/ui/course-standing.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Columns, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const outline = await findCourse(params.course ?? '')
  if (!outline) throw new NotFound()
  const viewer = await context.viewer()
  const own = viewer && (await findOwnCourse({ accountId: viewer.accountId, outline }))
  const completed = outline.activities.filter(({ id }) => own?.activities.get(id)?.completedAt)
  return {
    title: outline.title,
    outline,
    own: own && { standing: own.standing, resume: own.resume, completion: own.completion, news: own.news },
    completed: completed.map(({ id }) => id),
  }
})

export const action = handle(async ({ params, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const outline = await findCourse(params.course ?? '')
  if (!outline) throw new NotFound()
  const { status } = await completeCourse({ accountId, courseId: outline.courseId, now: Date.now() })
  const headers = status === 'completed' ? await flash(context, 'learn.course.completed') : undefined
  return redirect(`/courses/${outline.slug}`, { headers })
})

export default function Course() {
  const { outline, own, completed } = useLoaderData<typeof loader>()
  const t = useT()
  const authored = useAuthored(outline.language)
  const start = own?.resume
  return (
    <>
      <PageHeader
        title={<Authored language={outline.language}>{outline.title}</Authored>}
        lead={<Authored language={outline.language}>{outline.summary}</Authored>}
        breadcrumbs={[{ href: '/courses', label: t('learn.course.courses') }]}
        actions={
          <>
            {!own && (
              <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/courses/${outline.slug}`)}`}>
                {t('learn.course.signIn')}
              </ButtonLink>
            )}
            {start && own.standing === 'not-started' && (
              <ButtonLink href={start.href}>{t('learn.course.start')}</ButtonLink>
            )}
            {start && own.standing === 'under-way' && (
              <ButtonLink href={start.href}>{t('learn.course.continue')}</ButtonLink>
            )}
            {start && own.standing === 'completed' && (
              <ButtonLink href={start.href} variant="secondary">
                {t('learn.course.revisit')}
              </ButtonLink>
            )}
            {own && (
              <ButtonLink href={`/courses/${outline.slug}/print`} variant="secondary">
                {t('takeaway.print.link')}
              </ButtonLink>
            )}
          </>
        }
      />
      {own && (
        <CourseStanding
          own={own}
          courseSlug={outline.slug}
          done={completed.length}
          total={outline.activities.length}
          revisionNumber={outline.revisionNumber}
        />
      )}
      <Columns
        aside={
          <Section title={t('learn.course.facts')}>
            <CourseFacts outline={outline} />
          </Section>
        }
      >
        {outline.objectives.length > 0 && (
          <Section title={t('learn.course.objectives')}>
            <ul {...authored}>
              {outline.objectives.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('learn.course.contents')}>
          <CourseOutline outline={outline} completed={completed} current={start?.activityId ?? null} />
        </Section>
      </Columns>
    </>
  )
}
