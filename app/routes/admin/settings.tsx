import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { BrokenRule } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { findSecondFactors } from '#app/identity/second-factor/second-factor-queries.server.ts'
import { needsSecondFactor } from '#app/identity/second-factor/second-factors.ts'
import { changeSettings } from '#app/identity/settings/change-settings.server.ts'
import { findInstallationState } from '#app/identity/settings/installation-state-queries.server.ts'
import { findOwnAddress, sendTestMail } from '#app/identity/settings/send-test-mail.server.ts'
import { describeChanges } from '#app/identity/settings/setting-text.ts'
import { settingFields, settingsPageSchema } from '#app/identity/settings/settings-form.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { showSettings } from '#app/identity/settings/show-settings.server.ts'
import { InstallationFacts, JobList, MailState } from '#app/identity/ui/installation-state.tsx'
import { SettingsForm } from '#app/identity/ui/settings-form.tsx'
import { isAdministrator } from '#app/identity/viewer.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const [settings, state, ownAddress, factors, session] = await Promise.all([
    findSettings(),
    findInstallationState({ viewer, now: Date.now() }),
    findOwnAddress({ viewer }),
    findSecondFactors({ accountId: viewer.accountId }),
    context.session(),
  ])
  const isShown = session?.secondFactorAt != null
  return {
    title: t('settings.title'),
    shown: showSettings(settings),
    state,
    ownAddress,
    ownFactor: isShown ? ('shown' as const) : needsSecondFactor(factors) ? ('not-shown' as const) : ('none' as const),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  await requireRecent(context, 'sends')
  const now = Date.now()
  const form = await readForm(request, settingsPageSchema, { lists: ['secondFactorRoles'] })
  if (form.status === 'invalid') return data(form, { status: 422 })
  if (form.value.intent === 'test-mail') {
    const sent = await sendTestMail({ viewer, now })
    // The page offers the button only where neither is so.
    if (sent.status !== 'queued') throw new BrokenRule('a test mail that cannot be sent')
    return redirect('/admin/settings', {
      headers: await flash(context, 'settings.testMail.queued', { address: sent.to }),
    })
  }
  const { intent: _intent, ...settings } = form.value
  const result = await changeSettings({ viewer, settings, now })
  if (result.status === 'mail-needed') return refuse(form, { registration: 'settings.error.mailNeeded' })
  const { changed } = result
  const { t } = await context.translator()
  const headers =
    changed.length === 0
      ? await flash(context, 'settings.unchanged')
      : await flash(context, 'settings.saved', describeChanges(changed, settings, t))
  return redirect('/admin/settings', { headers })
})

export default function SettingsPage() {
  const { title, shown, state, ownAddress, ownFactor } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader title={title} lead={t('settings.lead')} breadcrumbs={[{ href: '/admin', label: t('admin.title') }]} />
      <ErrorSummary errors={errors} fields={settingFields} />
      <SettingsForm shown={answer ?? shown} errors={errors} canSendMail={state.canSendMail} ownFactor={ownFactor} />
      <MailState state={state} ownAddress={ownAddress} />
      <JobList jobs={state.jobs} />
      <InstallationFacts state={state} />
    </>
  )
}
