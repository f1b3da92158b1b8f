import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { endOfDay, extraTimeOf, extraTimeSchema } from '#app/assessment/accommodations/accommodation.ts'
import { findAccommodated, listAccommodations } from '#app/assessment/accommodations/accommodation-queries.server.ts'
import { giveExtraTime } from '#app/assessment/accommodations/give-extra-time.server.ts'
import {
  extraTimeFieldNames,
  ExtraTimeForm,
  ExtraTimeHistory,
  WithdrawExtraTimeForm,
} from '#app/assessment/accommodations/ui/extra-time.tsx'
import { withdrawExtraTime } from '#app/assessment/accommodations/withdraw-extra-time.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { recordPersonView } from '#app/identity/accounts/view-person.server.ts'
import { canSupervisePeople } from '#app/identity/viewer.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

const pathOf = (accountId: string) => `/admin/people/${encodeURIComponent(accountId)}`

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const accountId = params.account ?? ''
  const now = Date.now()
  const person = await findAccommodated({ viewer, accountId })
  if (!person) throw new NotFound()
  await recordPersonView({ viewer, accountId, now })
  const records = await listAccommodations({ viewer, accountId })
  return { title: t('accommodation.title'), person, records, now, percent: extraTimeOf(records, now) }
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, extraTimeSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const asked = { viewer, accountId: params.account ?? '', now: Date.now() }
  const { value } = form
  const { status } =
    value.intent === 'withdraw'
      ? await withdrawExtraTime(asked)
      : await giveExtraTime({ ...asked, ...value, expiresAt: endOfDay(value.endsOn) })
  if (status === 'past') return refuse(form, { endsOn: 'accommodation.error.past' })
  return redirect(`${pathOf(asked.accountId)}/extra-time`, {
    headers: await flash(context, `accommodation.done.${status}`),
  })
})

export default function ExtraTimePage() {
  const { title, person, records, now, percent: extraTime } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, percent } = useTranslator()
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader
        title={title}
        lead={t('accommodation.lead')}
        breadcrumbs={[
          { href: '/admin', label: t('admin.title') },
          { href: '/admin/people', label: t('admin.people.title') },
          { href: pathOf(person.id), label: <bdi>{person.displayName}</bdi> },
        ]}
      />
      <ErrorSummary errors={errors} fields={extraTimeFieldNames} />
      <Section title={t('accommodation.now')}>
        <p>
          {extraTime === 0 ? t('accommodation.nothing') : t('accommodation.has', { percent: percent(extraTime / 100) })}
        </p>
        {extraTime > 0 && <WithdrawExtraTimeForm />}
      </Section>
      <Section title={t(extraTime > 0 ? 'accommodation.changeTitle' : 'accommodation.giveTitle')}>
        <ExtraTimeForm isChange={extraTime > 0} errors={errors} typed={answer?.typed ?? {}} />
      </Section>
      {records.length > 0 && (
        <Section title={t('accommodation.history')}>
          <ExtraTimeHistory records={records} now={now} />
        </Section>
      )}
    </>
  )
}
