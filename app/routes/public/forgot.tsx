import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { siteAddress } from '#app/http/site-address.server.ts'
import { titleOf } from '#app/http/title.ts'
import { tooOften } from '#app/http/too-often.server.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { askForReset } from '#app/identity/ways-in/ask-for-reset.server.ts'
import { forgotSchema } from '#app/identity/ways-in/way-in-forms.ts'
import { SignInNameField } from '#app/identity/ui/name-fields.tsx'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const { t } = await context.translator()
  const sent = canSendMail() && new URL(request.url).searchParams.has('sent')
  return { title: t(sent ? 'waysIn.forgot.sent' : 'waysIn.forgot.title'), canSend: canSendMail(), sent }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  if (!canSendMail()) return redirect('/forgot')
  const form = await readForm(request, forgotSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { address } = context
  const result = await askForReset({ name: form.value.name, site: siteAddress(request), address, now })
  if (result.status === 'too-many') return tooOften({ ...result, now, typed: form.typed })
  return redirect('/forgot?sent')
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function ForgotPage() {
  const { title, canSend, sent } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const card = <ButtonLink href="/card">{t('waysIn.forgot.card')}</ButtonLink>
  if (!canSend) {
    return (
      <>
        <PageHeader title={title} lead={t('waysIn.forgot.noMail')} />
        {card}
      </>
    )
  }
  if (sent) {
    return (
      <>
        <PageHeader title={title} lead={t('waysIn.forgot.sentText')} />
        <p>
          <a href="/forgot">{t('waysIn.forgot.again')}</a>
        </p>
        <OtherWay />
      </>
    )
  }
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('waysIn.forgot.lead')} />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={['name']} />
      <Form action="/forgot">
        <SignInNameField label={t('identity.signIn.name')} error={errors.name} typed={answer?.typed.name} />
        <ButtonRow>
          <Button>{t('waysIn.forgot.submit')}</Button>
        </ButtonRow>
      </Form>
      <OtherWay />
    </>
  )
}

function OtherWay() {
  const t = useT()
  return (
    <Section title={t('waysIn.forgot.otherwise')}>
      <p>{t('waysIn.forgot.cardText')}</p>
      <p>
        <a href="/card">{t('waysIn.forgot.card')}</a>
      </p>
    </Section>
  )
}
