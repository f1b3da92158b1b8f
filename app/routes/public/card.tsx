import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { enterAnswer } from '#app/http/enter.server.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { secretPage } from '#app/http/secret-page.ts'
import { titleOf } from '#app/http/title.ts'
import { tooOften } from '#app/http/too-often.server.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { NewPasswordFields } from '#app/identity/ui/new-password-fields.tsx'
import { SharedChoice } from '#app/identity/ui/shared-choice.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { redeemCard } from '#app/identity/ways-in/redeem-card.server.ts'
import { cardSchema } from '#app/identity/ways-in/way-in-forms.ts'
import { SignInNameField } from '#app/identity/ui/name-fields.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

// A card's QR code leads here with its code; whether it works is not looked at before the form is sent.
export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { t } = await context.translator()
  return { title: t('waysIn.card.title'), code: params.code?.slice(0, 100) ?? '' }
})

// The viewer is not looked up here: a stale session's cookie would be taken away beside the new one.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request, cardSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { name, code, password, shared } = form.value
  const result = await redeemCard({ name, code, password, address: context.address, now })
  if (result.status === 'too-many') return tooOften({ ...result, now, typed: form.typed })
  if (result.status === 'refused') return refuse(form, { '': 'waysIn.card.refused' })
  if (result.status === 'unfit') return refuse(form, { password: result.problem })
  const kind = shared ? 'shared' : 'own'
  const { accountId } = result
  const headers = Object.entries(await flash(context, 'waysIn.card.done'))
  const answer = await enterAnswer({ request, context, accountId, way: 'card', kind, next: null, now, headers })
  return answer ?? redirect('/sign-in')
})

export const headers = secretPage

export default function CardPage() {
  const { title, code } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('waysIn.card.lead')} />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={['name', 'code', 'password', 'passwordAgain']} />
      <Form action="/card">
        <SignInNameField label={t('waysIn.card.name')} error={errors.name} typed={answer?.typed.name} />
        <TextField
          name="code"
          label={t('waysIn.card.code')}
          hint={t('waysIn.card.codeHint')}
          error={errors.code}
          defaultValue={answer?.typed.code ?? code}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          required
        />
        <NewPasswordFields errors={errors} />
        <SharedChoice typed={answer?.typed} />
        <ButtonRow>
          <Button>{t('waysIn.card.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
