import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { CourseTools } from '#app/assessment/ui/course-tools.tsx'
import { listRevisions } from '#app/content/teaching/revision-queries.server.ts'
import { findTaughtCourse } from '#app/content/teaching/teaching-queries.server.ts'
import { contentsOf } from '#app/content/teaching/taught-contents.ts'
import { describeWorkingFiles } from '#app/content/teaching/working-changes.server.ts'
import { TaughtContents } from '#app/content/ui/taught-contents.tsx'
import { RevisionTable } from '#app/content/ui/revision-table.tsx'
import { WorkingFiles } from '#app/content/ui/working-files.tsx'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { publishFiles } from '#app/progress/publish-files.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const taught = await findTaughtCourse({ viewer, dir: env().COURSES_DIR, slug: params.course ?? '' })
  if (!taught) throw new NotFound()
  // The folder was renamed and not published yet: the page of the files has the new address.
  if (taught.slug !== params.course) throw redirect(`/teach/${encodeURIComponent(taught.slug)}`)
  const { title, slug, files, problems, published, working, courseId } = taught
  return {
    title,
    slug,
    files,
    problems,
    isComparable: working !== null,
    ...(await describeWorkingFiles(taught)),
    isPublished: published !== null,
    liveSlug: published?.outline.slug ?? slug,
    language: published?.outline.language ?? working?.language ?? 'en',
    contents: contentsOf(taught),
    revisions: courseId && published ? await listRevisions({ viewer, courseId }) : [],
  }
})

const intents = z.object({ intent: z.literal('publish') })

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const form = await readForm(request, intents)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const slug = params.course ?? ''
  const result = await publishFiles({ viewer, dir: env().COURSES_DIR, slug, now: Date.now() })
  if (result.status === 'refused') return data({ status: 'refused' as const }, { status: 422 })
  const said =
    result.status === 'published'
      ? await flash(context, 'teach.course.published', { number: result.number })
      : await flash(context, 'teach.course.nothingToPublish')
  return redirect(`/teach/${encodeURIComponent(slug)}`, { headers: said })
})

export default function Course() {
  const { title, slug, liveSlug, language, isPublished, contents, revisions, ...files } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[{ href: '/teach', label: t('teach.courses.title') }]}
        actions={
          <>
            {isPublished && (
              <ButtonLink href={`/courses/${liveSlug}`} variant="secondary">
                {t('teach.course.live')}
              </ButtonLink>
            )}
            <ButtonLink href={`/teach/${slug}/exchange`} variant="secondary">
              {t('exchange.link')}
            </ButtonLink>
          </>
        }
      />
      {answer && (
        <Notice tone="danger" role="alert">
          <p>{t('teach.course.refused')}</p>
        </Notice>
      )}
      <WorkingFiles {...files} isPublished={isPublished} language={language} />
      <Section title={t('teach.course.contents')}>
        <TaughtContents slug={slug} contents={contents} />
      </Section>
      {isPublished && (
        <Section title={t('teach.tools.title')}>
          <CourseTools slug={liveSlug} />
        </Section>
      )}
      <Section title={t('teach.course.revisions')}>
        {revisions.length === 0 ? (
          <p>{t('teach.course.revisionsEmpty')}</p>
        ) : (
          <RevisionTable revisions={revisions} slug={liveSlug} language={language} />
        )}
      </Section>
    </>
  )
}
