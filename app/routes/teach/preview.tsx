import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findBesideQuestions } from '#app/assessment/statistics/beside-questions.server.ts'
import { BesideQuestion } from '#app/assessment/statistics/ui/beside-question.tsx'
import { previewDocument } from '#app/content/compile/preview-document.server.ts'
import { findTaughtCourse, type TaughtCourse } from '#app/content/teaching/teaching-queries.server.ts'
import { DocumentPreview } from '#app/content/ui/document-preview.tsx'
import { ProblemTable } from '#app/content/ui/problem-table.tsx'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething, type Viewer } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
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
  const preview = await previewDocument({ document, problems: taught.problems })
  return {
    title: t('teach.preview.title', { title: document.title }),
    course: { slug: taught.slug, title: taught.title, language: course.language },
    heading: document.title,
    summary: document.summary,
    warnings: taught.problems.filter(({ file }) => file === document.file),
    trial: document.kind === 'quiz' ? `/teach/${taught.slug}/preview/${document.slug}/try` : null,
    preview,
    beside: await besideQuiz(viewer, taught, document.id, preview),
  }
})

/** The figures of a quiz's questions as published; null for a lesson, and where there is nothing to show. */
async function besideQuiz(
  viewer: Viewer,
  { published }: TaughtCourse,
  quizId: string,
  preview: Awaited<ReturnType<typeof previewDocument>>,
) {
  const isQuiz = published?.outline.activities.some(({ id, kind }) => id === quizId && kind === 'quiz')
  if (!published || !isQuiz || preview.status === 'failed') return null
  const { questions } = preview.document
  return await findBesideQuestions({ viewer, outline: published.outline, quizId, questions })
}

export default function Preview() {
  const { course, heading, summary, warnings, trial, preview, beside } = useLoaderData<typeof loader>()
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
        actions={
          trial &&
          preview.status === 'compiled' && (
            <ButtonLink href={trial} variant="secondary">
              {t('teach.preview.try')}
            </ButtonLink>
          )
        }
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
          <DocumentPreview
            document={preview.document}
            language={course.language}
            beside={
              beside
                ? (id) => (
                    <BesideQuestion
                      beside={beside[id] ?? null}
                      number={preview.document.questions.findIndex((question) => question.id === id) + 1}
                      language={course.language}
                    />
                  )
                : undefined
            }
          />
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
