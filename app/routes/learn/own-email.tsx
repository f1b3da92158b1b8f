import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { siteAddress } from '#app/http/site-address.server.ts'
import { titleOf } from '#app/http/title.ts'
import { tooOften } from '#app/http/too-often.server.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { askToVerifyEmail } from '#app/identity/ways-in/ask-to-verify-email.server.ts'
import { findOwnEmail } from '#app/identity/ways-in/email-queries.server.ts'
import { removeEmail } from '#app/identity/ways-in/remove-email.server.ts'
import { ownEmailForms } from '#app/identity/ways-in/way-in-forms.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  return { title: t('waysIn.email.title'), own: await findOwnEmail({ viewer }), canSend: canSendMail() }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const form = await readForm(request, ownEmailForms)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  if (form.value.intent === 'remove') {
    await removeEmail({ viewer, now })
    return redirect('/account/email', { headers: await flash(context, 'waysIn.email.removed') })
  }
  const { email } = form.value
  const { address } = context
  const result = await askToVerifyEmail({ viewer, email, site: siteAddress(request), address, now })
  if (result.status === 'too-many') return tooOften({ ...result, now, typed: form.typed })
  return redirect('/account/email', { headers: await flash(context, 'waysIn.email.sent', { email }) })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function OwnEmailPage() {
  const { title, own, canSend } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const now =
    own === null
      ? t('identity.account.noEmail')
      : t(own.verified ? 'waysIn.email.verified' : 'waysIn.email.unverified', { email: own.email })
  return (
    <>
      <PageHeader
        title={title}
        lead={t('waysIn.email.lead')}
        breadcrumbs={[{ href: '/account', label: t('identity.account.title') }]}
      />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={['email']} />
      <Facts items={[{ label: t('waysIn.email.now'), value: <bdi>{now}</bdi> }]} />
      {canSend ? (
        <Form hidden={{ intent: 'change' }}>
          <TextField
            name="email"
            type="email"
            label={t('waysIn.email.field')}
            hint={t('waysIn.email.fieldHint')}
            error={errors.email}
            defaultValue={answer?.typed.email ?? (own?.verified === false ? own.email : undefined)}
            autoComplete="email"
            required
          />
          <ButtonRow>
            <Button>{t('waysIn.email.submit')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p>{t('waysIn.email.noMail')}</p>
      )}
      {own && (
        <Section title={t('waysIn.email.remove')}>
          <p>{t('waysIn.email.removeText')}</p>
          <Form hidden={{ intent: 'remove' }}>
            <ButtonRow>
              <Button variant="secondary">{t('waysIn.email.remove')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </>
  )
}
