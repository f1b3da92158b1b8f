import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readPostedAnswers } from '#app/assessment/posted-answers.ts'
import { readOrders } from '#app/assessment/trial/trial-order.ts'
import { markTrial, poseTrial } from '#app/assessment/trial/trial-quiz.server.ts'
import { TrialForm } from '#app/assessment/ui/trial-form.tsx'
import { TrialResult } from '#app/assessment/ui/trial-result.tsx'
import { previewDocument } from '#app/content/compile/preview-document.server.ts'
import { completeSettings, countAsked } from '#app/content/quiz-settings.ts'
import { findTaughtCourse } from '#app/content/teaching/teaching-queries.server.ts'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

/** A quiz of the working files that can be read. Throws NotFound outside the viewer's scope, and for anything else. */
async function requireQuiz({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) {
  const viewer = await requireAllowed(context, canTeachSomething)
  const taught = await findTaughtCourse({ viewer, dir: env().COURSES_DIR, slug: params.course ?? '' })
  const document = taught?.working?.documents.find(({ slug }) => slug === params.activity)
  if (!taught?.working || !document?.quiz) throw new NotFound()
  const preview = await previewDocument({ document, problems: taught.problems })
  if (preview.status === 'failed') throw new NotFound()
  const { slug, title, working } = taught
  return {
    course: { slug, title, language: working.language },
    quiz: { slug: document.slug, title: document.title },
    settings: completeSettings(document.quiz),
    questions: preview.document.questions,
  }
}

export const loader = handle(async (given: LoaderFunctionArgs) => {
  const { course, quiz, settings, questions } = await requireQuiz(given)
  const { t } = await given.context.translator()
  return {
    title: t('teach.try.title', { title: quiz.title }),
    course,
    quiz,
    settings,
    asked: countAsked(settings, questions.length),
    posed: poseTrial(questions, settings),
  }
})

export const action = handle(async (given: ActionFunctionArgs) => {
  const { settings, questions } = await requireQuiz(given)
  const form = await readFields(given.request)
  const answers = readPostedAnswers(form)
  const trial = answers ? markTrial({ questions, settings, orders: readOrders(form), answers }) : null
  if (trial?.status !== 'marked') return data({ status: 'unusable' as const }, { status: 422 })
  return trial
})

export default function TryQuiz() {
  const { course, quiz, settings, asked, posed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const authored = useAuthored(course.language)
  const preview = `/teach/${course.slug}/preview/${quiz.slug}`
  return (
    <>
      <PageHeader
        eyebrow={t('teach.course.preview')}
        title={<Authored language={course.language}>{quiz.title}</Authored>}
        lead={t('teach.try.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
      />
      {asked < posed.length && <p>{t('teach.try.all', { asked, count: posed.length })}</p>}
      {answer?.status === 'marked' ? (
        <>
          <TrialResult result={answer.result} settings={settings} authored={authored} />
          <ButtonRow>
            <ButtonLink href={`${preview}/try`}>{t('teach.try.again')}</ButtonLink>
            <ButtonLink href={preview} variant="secondary">
              {t('teach.try.back')}
            </ButtonLink>
          </ButtonRow>
        </>
      ) : (
        <>
          {answer && (
            <Notice tone="danger" role="alert">
              <p>{t('teach.try.unusable')}</p>
            </Notice>
          )}
          <TrialForm questions={posed} authored={authored} />
        </>
      )}
    </>
  )
}
