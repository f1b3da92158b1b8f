import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readPostedFields } from '#app/assessment/posted-answers.ts'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { flash } from '#app/http/flash.server.ts'
import { parseForm, readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { lessonFormSchema, PRACTICE_FIELD } from '#app/progress/practice.ts'
import { answerReview } from '#app/progress/review/answer-review.server.ts'
import { readReviewAddress, reviewHref } from '#app/progress/review/review-page.ts'
import { findSitting, viewReview } from '#app/progress/review/view-review.server.ts'
import { PracticeCheck } from '#app/progress/ui/practice-check.tsx'
import { ReviewFeedback } from '#app/progress/ui/review-feedback.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { EmptyState, PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { t } = await context.translator()
  const asked = readReviewAddress(new URL(request.url).searchParams)
  return { title: t('review.title'), ...(await viewReview({ accountId, asked, now: Date.now() })) }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const posted = await readFields(request)
  const form = parseForm(posted, lessonFormSchema)
  const fields = readPostedFields(posted, PRACTICE_FIELD)
  if (form.status === 'invalid' || form.value.intent !== 'check' || !fields) throw new Response(null, { status: 400 })
  const { question, wording } = form.value
  const now = Date.now()
  const asked = readReviewAddress(new URL(request.url).searchParams)
  const { sitting } = await findSitting({ accountId, asked, now })
  const { status } = await answerReview({ accountId, questionId: question, wording, fields, now })
  if (status === 'unanswered') {
    return data({ unanswered: { question, given: Object.fromEntries(fields) } }, { status: 422 })
  }
  if (status === 'answered' || status === 'already') {
    const told = sitting.includes(question) ? sitting : [question, ...sitting]
    return redirect(`${reviewHref({ sitting: told, shown: question })}#${encodeURIComponent(question)}`)
  }
  const said = status === 'changed' ? 'learn.check.changed' : 'review.notDue'
  return redirect(reviewHref({ sitting, shown: null }), { headers: await flash(context, said) })
})

export default function ReviewPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={page.title}
        eyebrow={
          page.status === 'over' ? undefined : t('review.number', { number: page.number, total: page.sitting.length })
        }
        lead={page.status === 'asking' && page.number === 1 ? t('review.lead') : undefined}
        breadcrumbs={[{ href: '/learn', label: t('learn.dashboard.title') }]}
      />
      {page.status === 'over' ? <Over page={page} /> : <Question page={page} answer={answer} />}
    </>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Answer = ReturnType<typeof useActionData<typeof action>>

function Question({ page, answer }: { page: Exclude<Page, { status: 'over' }>; answer: Answer }) {
  const t = useT()
  const { view, course } = page.question
  const authored = useAuthored(course.language)
  const id = view.status === 'open' ? view.question.id : view.id
  return (
    <>
      <p className="eyebrow">
        <Authored language={course.language}>{course.title}</Authored>
      </p>
      <PracticeCheck
        view={view}
        sent={answer?.unanswered.question === id ? answer.unanswered.given : undefined}
        repeatable={false}
        {...authored}
      />
      {page.status === 'answered' && (
        <>
          <ReviewFeedback question={page.question} />
          <ButtonRow>
            <ButtonLink href={reviewHref({ sitting: page.sitting, shown: null })}>
              {t(page.isLast ? 'review.finish' : 'review.next')}
            </ButtonLink>
          </ButtonRow>
        </>
      )}
    </>
  )
}

function Over({ page: { sitting, dueNow, nextAt } }: { page: Extract<Page, { status: 'over' }> }) {
  const { t, date } = useTranslator()
  return (
    <EmptyState
      title={t(sitting.length > 0 ? 'review.over.done' : 'review.over.nothing')}
      action={
        <>
          {dueNow > 0 && <ButtonLink href="/learn/review">{t('review.over.goOn')}</ButtonLink>}
          <ButtonLink href="/learn" variant="secondary">
            {t('review.over.back')}
          </ButtonLink>
        </>
      }
    >
      <p>
        {dueNow > 0
          ? t('review.over.more', { count: dueNow })
          : nextAt === null
            ? t('review.over.never')
            : t('review.over.next', { date: date(nextAt) })}
      </p>
    </EmptyState>
  )
}
