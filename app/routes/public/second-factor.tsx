import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { enterAnswer } from '#app/http/enter.server.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import {
  findWaitingFactors,
  passWithCode,
  passWithPasskey,
} from '#app/identity/second-factor/pass-second-factor.server.ts'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import {
  codeFieldOf,
  secondStepSchema,
  typedCodeOf,
  wrongCode,
} from '#app/identity/second-factor/second-factor-forms.ts'
import { clearStep } from '#app/identity/sign-in/sign-in-step.server.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import { PasskeyForm } from '#app/identity/ui/passkey-form.tsx'
import { codeFieldNames, SecondFactorFields } from '#app/identity/ui/second-factor-fields.tsx'
import { TooManyCodes } from '#app/identity/ui/too-many-codes.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

const browserOf = (request: Request, secure: boolean) => ({
  cookieHeader: request.headers.get('Cookie'),
  secure,
  now: Date.now(),
})

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const factors = await findWaitingFactors(browserOf(request, context.secure))
  if (!factors) throw redirect('/sign-in', { headers: await flash(context, 'security.step.expired', {}, 'warning') })
  const { t } = await context.translator()
  return {
    title: t('security.step.title'),
    factors,
    passkeysUsable: relyingPartyAt(request.url) !== null,
  }
})

// The viewer is not looked up here: a stale session's cookie would be taken away beside the new one.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const { secure } = context
  const form = await readForm(request, secondStepSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const browser = browserOf(request, secure)
  const typed = form.value.intent === 'code' ? typedCodeOf(form.value) : null
  const result = typed
    ? await passWithCode({ ...browser, typed })
    : await passWithPasskey({
        ...browser,
        credential: form.value.intent === 'passkey' ? form.value.credential : '',
        relyingParty: relyingPartyAt(request.url),
      })
  if (result.status === 'too-many') {
    const minutes = minutesUntil(result.retryAt, browser.now)
    return data({ ...result, minutes }, { status: 429, headers: { 'Retry-After': String(minutes * 60) } })
  }
  if (result.status === 'refused') {
    return typed && form.value.intent === 'code'
      ? refuse(form, { [codeFieldOf(form.value)]: wrongCode(typed.kind) })
      : refuse(form, { '': 'security.passkey.refused' })
  }
  const { now } = browser
  const answer =
    result.status === 'passed'
      ? await enterAnswer({
          request,
          context,
          accountId: result.accountId,
          way: result.state.way,
          secondFactor: result.secondFactor,
          kind: result.state.kind,
          next: result.state.next,
          now,
          headers: [['Set-Cookie', clearStep('second-factor', secure)]],
        })
      : null
  return answer ?? redirect('/sign-in', { headers: await flash(context, 'security.step.expired', {}, 'warning') })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function SecondFactorPage() {
  const { title, factors, passkeysUsable } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const { totp, passkeys, recoveryCodes } = factors
  return (
    <>
      <PageHeader title={title} lead={t('security.step.lead')} />
      {answer?.status === 'too-many' && <TooManyCodes minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={codeFieldNames} />
      {passkeys > 0 && (
        <Section title={t('security.step.passkey')}>
          <PasskeyForm
            purpose="second-factor"
            usable={passkeysUsable}
            submit={t('security.passkey.show')}
            variant="primary"
            hidden={{ intent: 'passkey' }}
          />
        </Section>
      )}
      {(totp || recoveryCodes > 0) && (
        <Section title={t('security.step.code')}>
          <Form hidden={{ intent: 'code' }}>
            <SecondFactorFields withApp={totp} errors={errors} />
            <ButtonRow>
              <Button>{t('security.step.submit')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      <p>{t('security.step.lost')}</p>
      <p>
        <a href="/sign-in">{t('security.step.again')}</a>
      </p>
    </>
  )
}
