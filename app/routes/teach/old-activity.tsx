import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { QuizRules } from '#app/assessment/ui/quiz-rules.tsx'
import { findDocument } from '#app/content/course-queries.server.ts'
import { countAsked } from '#app/content/quiz-settings.ts'
import { findOldRevision } from '#app/content/teaching/revision-queries.server.ts'
import { DocumentPreview } from '#app/content/ui/document-preview.tsx'
import { EditionNotice } from '#app/content/ui/edition-notice.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { Facts, PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

/** A lesson or quiz as an edition had it: from what is stored, whatever the files hold now. */
export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const asked = { slug: params.course ?? '', number: Number(params.number) }
  const revision = await findOldRevision({ viewer, ...asked })
  const activity = revision?.outline.activities.find(({ slug }) => slug === params.activity)
  const document = activity && (await findDocument(activity.documentHash))
  if (!revision || !activity || !document) throw new NotFound()
  const { number, outline, current } = revision
  const { title, summary, minutes, quiz } = activity
  return {
    title: `${t('revisions.old.eyebrow', { number })}: ${title}`,
    number,
    currentNumber: current.revisionNumber,
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    activity: { title, summary, minutes, quiz },
    document,
  }
})

export default function OldActivity() {
  const { number, currentNumber, course, activity, document } = useLoaderData<typeof loader>()
  const { t, duration } = useTranslator()
  const { language } = course
  const asked = activity.quiz ? countAsked(activity.quiz, document.questions.length) : 0
  const revision = t('revisions.old.eyebrow', { number })
  return (
    <>
      <PageHeader
        eyebrow={revision}
        title={<Authored language={language}>{activity.title}</Authored>}
        lead={<Authored language={language}>{activity.summary}</Authored>}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: course.title },
          { href: `/teach/${course.slug}/revisions/${number}`, label: revision },
        ]}
      />
      <EditionNotice number={number} currentNumber={currentNumber}>
        {t('revisions.old.answers')}
      </EditionNotice>
      <div className="section">
        {activity.quiz ? (
          <QuizRules settings={activity.quiz} questions={asked} minutes={activity.minutes} />
        ) : (
          <Facts items={[{ label: t('learn.quiz.time'), value: duration(activity.minutes) }]} />
        )}
      </div>
      <DocumentPreview document={document} language={language} />
    </>
  )
}
