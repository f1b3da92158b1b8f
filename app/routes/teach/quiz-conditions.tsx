import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeConditions } from '#app/assessment/conditions/change-conditions.server.ts'
import { conditionFields } from '#app/assessment/conditions/conditions.ts'
import { conditionsForm, readConditions } from '#app/assessment/conditions/conditions-form.server.ts'
import { findCourseConditions } from '#app/assessment/conditions/conditions-queries.server.ts'
import { ConditionsForm } from '#app/assessment/ui/conditions-form.tsx'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething, type Viewer } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ErrorSummary, type FieldErrors } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

async function requireConditions(viewer: Viewer, params: { course?: string; quiz?: string }) {
  const found = await findCourseConditions({ viewer, slug: params.course ?? '' })
  const one = found?.quizzes.find(({ quiz }) => quiz.slug === params.quiz)
  if (!found || !one) throw new NotFound()
  return { outline: found.outline, ...one }
}

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const { outline, quiz, conditions } = await requireConditions(viewer, params)
  return {
    title: t('conditions.title', { title: quiz.title }),
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    heading: quiz.title,
    address: context.address,
    stored: {
      accessCode: conditions.accessCode ?? '',
      networks: conditions.networks.join('\n'),
      oneDevice: conditions.oneDevice,
    },
  }
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { outline, quiz } = await requireConditions(viewer, params)
  const { t } = await context.translator()
  const form = await readForm(request, conditionsForm)
  if (form.status === 'invalid') return data(refusal({ '': [t('http.form.unusable')] }, form.typed), { status: 422 })
  const read = readConditions(form.value)
  if (read.status === 'invalid') {
    const errors = Object.entries(read.wrong).map(([field, { key, values }]) => [field, [t(key, values)]])
    return data(refusal(Object.fromEntries(errors) as FieldErrors, form.typed), { status: 422 })
  }
  const { conditions } = read
  const { changed } = await changeConditions({
    viewer,
    slug: outline.slug,
    quizId: quiz.id,
    conditions,
    now: Date.now(),
  })
  const said = changed.length > 0 ? 'conditions.saved' : 'conditions.unchanged'
  return redirect(`/teach/${outline.slug}/conditions`, { headers: await flash(context, said, { quiz: quiz.title }) })
})

const refusal = (errors: FieldErrors, { accessCode = '', networks = '', oneDevice }: Record<string, string>) => ({
  errors,
  typed: { accessCode, networks, oneDevice: oneDevice === 'on' },
})

export default function QuizConditionsPage() {
  const { course, heading, address, stored } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = answer?.errors ?? {}
  return (
    <>
      <PageHeader
        title={<Authored language={course.language}>{heading}</Authored>}
        eyebrow={t('conditions.heading')}
        lead={t('conditions.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
          { href: `/teach/${course.slug}/conditions`, label: t('conditions.heading') },
        ]}
      />
      <ErrorSummary errors={errors} fields={conditionFields} />
      <ConditionsForm shown={answer?.typed ?? stored} errors={errors} address={address} />
    </>
  )
}
