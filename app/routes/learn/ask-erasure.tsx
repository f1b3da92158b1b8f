import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { askErasure } from '#app/identity/erasure/ask-erasure.server.ts'
import { askErasureSchema } from '#app/identity/erasure/erasure.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ChoiceGroup, ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const { username } = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const { erasureDelayDays } = await findSettings()
  return { title: t('privacy.erase.title'), username, days: erasureDelayDays }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const form = await readForm(request, askErasureSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const result = await askErasure({ viewer, ...form.value, now: Date.now() })
  if (result.status === 'other-name') return refuse(form, { username: 'privacy.erase.usernameOther' })
  if (result.status === 'last-administrator') return data(result, { status: 409 })
  const { date } = await context.translator()
  const headers = await flash(context, 'privacy.erase.asked', { date: date(result.dueAt) })
  return redirect('/account/data', { headers })
})

const goes: readonly MessageKey[] = [
  'privacy.erase.goes.name',
  'privacy.erase.goes.words',
  'privacy.erase.goes.roles',
  'privacy.erase.goes.agency',
  'privacy.erase.goes.audit',
]

const stays: readonly MessageKey[] = [
  'privacy.erase.stays.learning',
  'privacy.erase.stays.log',
  'privacy.erase.stays.backups',
]

export default function AskErasurePage() {
  const { title, username, days } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const invalid = answer?.status === 'invalid' ? answer : undefined
  const errors = translateErrors(invalid?.errors, t)
  const keepsName = invalid?.typed.keepsName === 'yes'
  return (
    <>
      <PageHeader
        title={title}
        lead={t('privacy.erase.lead', { days })}
        breadcrumbs={[
          { href: '/account', label: t('privacy.page.rights.account') },
          { href: '/account/data', label: t('privacy.data.title') },
        ]}
      />
      {answer?.status === 'last-administrator' && (
        <Notice tone="warning" role="alert" title={t('privacy.erase.last')}>
          <p>{t('privacy.erase.lastText')}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} fields={['keepsName', 'username']} />
      <Points title={t('privacy.erase.goes')} points={goes} />
      <Points title={t('privacy.erase.stays')} points={stays} />
      <p>{t('privacy.erase.certificates')}</p>
      <Form>
        <ChoiceGroup
          kind="radio"
          name="keepsName"
          legend={t('privacy.erase.keepsName')}
          error={errors.keepsName}
          options={[
            {
              value: 'no',
              label: t('privacy.erase.keepsName.no'),
              hint: t('privacy.erase.keepsName.noHint'),
              checked: !keepsName,
            },
            {
              value: 'yes',
              label: t('privacy.erase.keepsName.yes'),
              hint: t('privacy.erase.keepsName.yesHint'),
              checked: keepsName,
            },
          ]}
        />
        <TextField
          name="username"
          label={t('privacy.erase.username')}
          hint={t('privacy.erase.usernameHint', { username })}
          error={errors.username}
          defaultValue={invalid?.typed.username}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          required
        />
        <ButtonRow>
          <Button variant="danger">{t('privacy.erase.submit')}</Button>
          <ButtonLink href="/account/data" variant="quiet">
            {t('privacy.erase.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

function Points({ title, points }: { title: string; points: readonly MessageKey[] }) {
  const t = useT()
  return (
    <Section title={title}>
      <ul>
        {points.map((point) => (
          <li key={point}>{t(point)}</li>
        ))}
      </ul>
    </Section>
  )
}
