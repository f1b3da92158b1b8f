import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readRegradeAddress, regradeHref } from '#app/assessment/regrading/regrade-address.ts'
import { recordResultsLook } from '#app/assessment/regrading/record-results-look.server.ts'
import { regradeForm } from '#app/assessment/regrading/regrade-form.ts'
import { ApplyForm } from '#app/assessment/regrading/ui/apply-form.tsx'
import { AskedWordings } from '#app/assessment/regrading/ui/asked-wordings.tsx'
import { DryRunTable } from '#app/assessment/regrading/ui/dry-run.tsx'
import { QuizLinks, RegradeQuestions } from '#app/assessment/regrading/ui/regrade-questions.tsx'
import { RegradeTable } from '#app/assessment/regrading/ui/regrade-table.tsx'
import { RemedyForm } from '#app/assessment/regrading/ui/remedy-form.tsx'
import { viewRegrade } from '#app/assessment/regrading/view-regrade.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { regradeQuestion } from '#app/progress/regrade-question.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const asked = readRegradeAddress(new URL(request.url).searchParams)
  const view = await viewRegrade({ viewer, slug: params.course ?? '', asked })
  if (!view) throw new NotFound()
  const { outline, ...shown } = view
  const { courseId } = outline
  const { questionId = '', run } = view.chosen ?? {}
  await recordResultsLook({ viewer, courseId, questionId, rows: run?.total ?? 0, now: Date.now() })
  return {
    title: t('regrade.title', { title: outline.title }),
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    ...shown,
  }
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const form = await readForm(request, regradeForm)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const slug = params.course ?? ''
  const result = await regradeQuestion({ viewer, slug, form: form.value, now: Date.now() })
  if (result.status === 'overtaken') return refuse(form, { '': 'regrade.error.overtaken' })
  const message = result.isFinished ? 'regrade.done' : 'regrade.begun'
  const said = await flash(context, message, { changed: result.changed })
  return redirect(regradeHref(slug, { quiz: form.value.quiz }), { headers: said })
})

export default function Regrade() {
  const { course, quizzes, quiz, questions, chosen, made } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader
        title={t('regrade.heading')}
        lead={t('regrade.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
      />
      <ErrorSummary errors={errors} fields={['reason']} />
      {quiz === null ? (
        <EmptyState title={t('regrade.noQuiz')} />
      ) : (
        <>
          <Section title={t('regrade.quizzes')}>
            <QuizLinks course={course} quizzes={quizzes} chosen={quiz.slug} />
          </Section>
          <Section title={t('regrade.questions')}>
            <RegradeQuestions
              course={course}
              quiz={quiz.slug}
              questions={questions}
              chosen={chosen?.questionId ?? null}
            />
          </Section>
          {chosen && (
            <Section id="question" title={t('regrade.what')}>
              <AskedWordings course={course} quiz={quiz.slug} {...chosen} chosen={chosen.wording} />
              <RemedyForm path={regradeHref(course.slug)} quiz={quiz.slug} chosen={chosen} />
            </Section>
          )}
          {chosen?.run && chosen.remedy && (
            <DryRun
              course={course.slug}
              quiz={quiz.slug}
              chosen={chosen}
              errors={errors}
              typed={answer?.typed.reason ?? ''}
            />
          )}
          <Section title={t('regrade.made')}>
            <RegradeTable course={course} quiz={quiz.slug} made={made} />
          </Section>
        </>
      )}
    </>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function DryRun({
  course,
  quiz,
  chosen: { questionId: question, wording, remedy, run },
  ...form
}: {
  course: string
  quiz: string
  chosen: NonNullable<Loaded['chosen']>
  errors: Record<string, string[]>
  typed: string
}) {
  const t = useT()
  if (!run || !remedy) return null
  const asked = { quiz, question, wording: wording.hash, remedy }
  return (
    <Section id="dry-run" title={t('regrade.dryRun')}>
      <DryRunTable
        run={run}
        underWay={wording.underWay}
        hrefFor={(page) => `${regradeHref(course, { ...asked, page })}#dry-run`}
      />
      <ApplyForm hidden={{ ...asked, digest: run.digest }} {...form} />
    </Section>
  )
}
