import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { attemptChangeSchema, refusalToExtend, refusalToReopen } from '#app/assessment/examiners/attempt-change.ts'
import { findConditions } from '#app/assessment/conditions/conditions-queries.server.ts'
import { isAllowedAddress } from '#app/assessment/conditions/network-list.server.ts'
import {
  findExaminedAttempt,
  listAnswerTimes,
  listAttemptEvents,
} from '#app/assessment/examiners/examined-attempt-queries.server.ts'
import { extendAttempt } from '#app/assessment/examiners/extend-attempt.server.ts'
import { AnswerTimes } from '#app/assessment/examiners/ui/answer-times.tsx'
import { AttemptFacts } from '#app/assessment/examiners/ui/attempt-facts.tsx'
import { AttemptTimeline } from '#app/assessment/examiners/ui/attempt-timeline.tsx'
import { changeFieldNames, ChangeAttemptForm } from '#app/assessment/examiners/ui/change-attempt-form.tsx'
import { findOutline } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { recordPersonView } from '#app/identity/accounts/view-person.server.ts'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { reopenQuiz } from '#app/progress/reopen-quiz.server.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

const listOf = (slug: string) => `/teach/${encodeURIComponent(slug)}/attempts`

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const slug = params.course ?? ''
  const attempt = await findExaminedAttempt({ viewer, slug, attemptId: params.attempt ?? '' })
  const outline = attempt && (await findOutline(attempt.revisionId))
  if (!attempt || !outline) throw new NotFound()
  await recordPersonView({ viewer, accountId: attempt.person.id, now: Date.now() })
  const [events, times, { networks }] = await Promise.all([
    listAttemptEvents({ attemptId: attempt.id }),
    listAnswerTimes({ attemptId: attempt.id }),
    findConditions({ quizId: attempt.quizId }),
  ])
  const quiz = outline.activities.find(({ id }) => id === attempt.quizId)?.title ?? attempt.quizId
  return {
    title: t('examiners.attempt.title', { quiz }),
    quiz,
    course: { slug, title: outline.title, language: outline.language },
    attempt,
    events: events.map((event) => ({
      ...event,
      isOutside: event.address !== null && !isAllowedAddress(networks, event.address),
    })),
    times,
    cannotExtend: refusalToExtend(attempt),
    cannotReopen: refusalToReopen(attempt),
  }
})

export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const form = await readForm(request, attemptChangeSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const place = { viewer, slug: params.course ?? '', attemptId: params.attempt ?? '' }
  const now = Date.now()
  const { value } = form
  const changed =
    value.intent === 'extend'
      ? await extendAttempt({ ...place, ...value, now })
      : await reopenQuiz({ ...place, ...value, now })
  if (changed.status === 'refused') {
    const field = changed.refusal === 'minutes' ? 'minutes' : ''
    return refuse(form, { [field]: `examiners.refused.${changed.refusal}` })
  }
  return redirect(`${listOf(place.slug)}/${encodeURIComponent(place.attemptId)}`, {
    headers: await flash(context, `examiners.done.${value.intent}`),
  })
})

export default function Attempt() {
  const { course, quiz, attempt, events, times, cannotExtend, cannotReopen } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.errors, t)
  const isTimed = attempt.dueAt !== null
  const told = [cannotExtend, cannotReopen].find((why) => why === 'later-attempt' || why === 'erased' || why === 'own')
  const form = { seen: attempt.lastChange, isTimed, errors, typed: answer?.typed ?? {} }
  return (
    <>
      <PageHeader
        title={<Authored language={course.language}>{quiz}</Authored>}
        eyebrow={t('examiners.attempt.eyebrow', { number: attempt.number })}
        breadcrumbs={[
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
          { href: listOf(course.slug), label: t('examiners.heading') },
        ]}
      />
      <ErrorSummary errors={errors} fields={changeFieldNames} />
      <AttemptFacts attempt={attempt} />
      {cannotExtend === null && (
        <Section title={t('examiners.extend.title')}>
          <ChangeAttemptForm intent="extend" {...form} />
        </Section>
      )}
      {cannotReopen === null && (
        <Section title={t('examiners.reopen.title')}>
          <p>{t('examiners.reopen.text')}</p>
          {attempt.isDisclosed && <Notice tone="warning">{t('examiners.reopen.disclosed')}</Notice>}
          <ChangeAttemptForm intent="reopen" {...form} />
        </Section>
      )}
      {told && <p>{t(`examiners.refused.${told}`)}</p>}
      <Section title={t('examiners.timeline')}>
        <p>{t('examiners.timelineText')}</p>
        {events.length === 0 ? <p>{t('examiners.timelineEmpty')}</p> : <AttemptTimeline events={events} />}
      </Section>
      <Section title={t('examiners.answers')}>
        <AnswerTimes times={times} isMarked={attempt.submittedAt !== null} />
      </Section>
    </>
  )
}
