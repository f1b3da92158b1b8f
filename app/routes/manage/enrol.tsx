import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { canManageSomething } from '#app/identity/viewer.ts'
import { countOutcomes, enrolSchema, withdrawSchema } from '#app/programmes/enrolment.ts'
import { enrolTrainees } from '#app/programmes/enrol-trainees.server.ts'
import { findCohort } from '#app/programmes/programme-queries.server.ts'
import { EnrolmentResult } from '#app/programmes/ui/enrolment-result.tsx'
import { withdrawTrainee } from '#app/programmes/withdraw-trainee.server.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextArea, TextField } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const { t } = await context.translator()
  const cohort = await findCohort({ viewer, cohortId: params.cohort ?? '' })
  if (!cohort?.manages) throw new NotFound()
  return { title: t('manage.enrol.title'), cohort }
})

const formSchema = z.discriminatedUnion('intent', [
  enrolSchema.extend({ intent: z.literal('enrol') }),
  withdrawSchema.extend({ intent: z.literal('withdraw') }),
])

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canManageSomething)
  const form = await readForm(request, formSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const place = { viewer, cohortId: params.cohort ?? '', now: Date.now() }
  const address = `/manage/cohorts/${encodeURIComponent(place.cohortId)}`

  if (form.value.intent === 'withdraw') {
    const result = await withdrawTrainee({ ...place, username: form.value.username })
    if (result.status === 'not-enrolled') return refuse(form, { username: 'manage.error.usernameUnknown' })
    const name = nameShown(result.displayName, (await context.translator()).t)
    return redirect(address, { headers: await flash(context, 'manage.withdraw.done', { name }) })
  }

  const lines = await enrolTrainees({ ...place, usernames: form.value.usernames })
  const { enrolled, refused } = countOutcomes(lines)
  if (refused.length === 0) {
    return redirect(address, { headers: await flash(context, 'manage.enrol.done', { enrolled }) })
  }
  return { status: 'partly-enrolled' as const, lines, typed: { usernames: refused.join('\n') } }
})

export default function EnrolPage() {
  const { title, cohort } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const typed: Record<string, string> = answer?.typed ?? {}
  return (
    <>
      <PageHeader
        title={title}
        lead={t('manage.enrol.lead', { cohort: cohort.name })}
        breadcrumbs={[
          { href: '/manage', label: t('manage.programmes.title') },
          { href: `/manage/programmes/${cohort.programme.id}`, label: <bdi>{cohort.programme.name}</bdi> },
          { href: `/manage/cohorts/${cohort.id}`, label: <bdi>{cohort.name}</bdi> },
        ]}
      />
      <ErrorSummary errors={errors} fields={['usernames', 'username']} />
      {answer?.status === 'partly-enrolled' && <EnrolmentResult lines={answer.lines} />}
      <Section title={t('manage.enrol.list')}>
        <Form hidden={{ intent: 'enrol' }}>
          <TextArea
            name="usernames"
            label={t('manage.enrol.usernames')}
            hint={t('manage.enrol.usernamesHint')}
            error={errors.usernames}
            defaultValue={typed.usernames}
            rows={12}
            required
            spellCheck={false}
            dir="auto"
          />
          <Button>{t('manage.enrol.submit')}</Button>
        </Form>
      </Section>
      <Section title={t('manage.withdraw.title')}>
        <p>{t('manage.withdraw.text')}</p>
        <Form hidden={{ intent: 'withdraw' }}>
          <TextField
            name="username"
            label={t('manage.withdraw.username')}
            error={errors.username}
            defaultValue={typed.username}
            required
            autoComplete="off"
            spellCheck={false}
          />
          <Button variant="danger">{t('manage.withdraw.submit')}</Button>
        </Form>
      </Section>
    </>
  )
}
