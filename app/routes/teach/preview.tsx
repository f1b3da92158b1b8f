import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { previewDocument } from '#app/content/compile/preview-document.server.ts'
import { findTaughtCourse } from '#app/content/teaching/teaching-queries.server.ts'
import { DocumentPreview } from '#app/content/ui/document-preview.tsx'
import { ProblemTable } from '#app/content/ui/problem-table.tsx'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const taught = await findTaughtCourse({ viewer, dir: env().COURSES_DIR, slug: params.course ?? '' })
  const course = taught?.working
  const document = course?.documents.find(({ slug }) => slug === params.activity)
  if (!taught || !course || !document) throw new NotFound()
  return {
    title: t('teach.preview.title', { title: document.title }),
    course: { slug: taught.slug, title: taught.title, language: course.language },
    heading: document.title,
    summary: document.summary,
    warnings: taught.problems.filter(({ file }) => file === document.file),
    preview: await previewDocument({ document, problems: taught.problems }),
  }
})

export default function Preview() {
  const { course, heading, summary, warnings, preview } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader
        eyebrow={t('teach.course.preview')}
        title={<Authored language={course.language}>{heading}</Authored>}
        lead={<Authored language={course.language}>{summary}</Authored>}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: course.title },
        ]}
      />
      {preview.status === 'failed' ? (
        <>
          <Notice tone="danger" title={t('teach.preview.failed')} />
          <ProblemTable problems={preview.problems} />
        </>
      ) : (
        <>
          <Notice tone="info">
            <p>{t('teach.preview.lead')}</p>
          </Notice>
          <DocumentPreview document={preview.document} language={course.language} />
          {warnings.length > 0 && (
            <Section title={t('teach.preview.warnings')}>
              <ProblemTable problems={warnings} />
            </Section>
          )}
        </>
      )}
    </>
  )
}
