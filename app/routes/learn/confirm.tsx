import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer, safePath } from '#app/http/require-viewer.server.ts'
import { confirmLinks } from '#app/http/single-sign-on.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import { codeFieldOf, confirmSchema, typedCodeOf, wrongCode } from '#app/identity/second-factor/second-factor-forms.ts'
import { findSecondFactors } from '#app/identity/second-factor/second-factor-queries.server.ts'
import {
  confirmWithCode,
  confirmWithPasskey,
  confirmWithPassword,
  findConfirmWays,
} from '#app/identity/sign-in/confirm-identity.server.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import { ConfirmForm, confirmFieldNames } from '#app/identity/ui/confirm-form.tsx'
import { PasskeyForm } from '#app/identity/ui/passkey-form.tsx'
import { ConfirmLinks } from '#app/identity/ui/single-sign-on.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

const nextOf = (request: Request) => safePath(new URL(request.url).searchParams.get('next'), '/account')

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  const { t } = await context.translator()
  const factors = await findSecondFactors(viewer)
  return {
    title: t('identity.confirm.title'),
    username: viewer.username,
    ways: await findConfirmWays({ viewer, factors }),
    withApp: factors.totp,
    passkeysUsable: relyingPartyAt(request.url) !== null,
    elsewhere: await confirmLinks({ viewer, factors, next: nextOf(request) }),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  const session = await context.session()
  const form = await readForm(request, confirmSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { value } = form
  const { address, secure } = context
  const now = Date.now()
  const confirmation = { viewer, handle: session?.handle ?? '', secure, now }
  const cookieHeader = request.headers.get('Cookie')
  const confirmed = (setCookie: string) => {
    context.setCookies.push(setCookie)
    return redirect(nextOf(request))
  }

  if (value.intent === 'passkey') {
    const { credential } = value
    const relyingParty = relyingPartyAt(request.url)
    const result = await confirmWithPasskey({ ...confirmation, cookieHeader, credential, relyingParty })
    return result.status === 'confirmed'
      ? confirmed(result.setCookie)
      : refuse(form, { '': 'security.passkey.refused' })
  }
  const typed = typedCodeOf(value)
  const result =
    value.intent === 'password'
      ? await confirmWithPassword({ ...confirmation, cookieHeader, password: value.password, typed, address })
      : await confirmWithCode({ ...confirmation, typed })
  switch (result.status) {
    case 'confirmed':
      return confirmed(result.setCookie)
    case 'too-many':
      return data({ ...result, minutes: minutesUntil(result.retryAt, now) }, { status: 429 })
    case 'refused':
      return refuse(form, { password: 'identity.error.currentPasswordWrong' })
    case 'code-refused':
      return refuse(
        form,
        typed ? { [codeFieldOf(value)]: wrongCode(typed.kind) } : { code: 'security.error.codeMissing' },
      )
  }
})

export default function ConfirmPage() {
  const { title, username, ways, withApp, passkeysUsable, elsewhere } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('identity.confirm.lead')} />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={confirmFieldNames} />
      {ways.passkey && (
        <Section title={t('security.confirm.passkey')}>
          <PasskeyForm
            purpose="confirm"
            usable={passkeysUsable}
            submit={t('security.passkey.show')}
            variant="primary"
            hidden={{ intent: 'passkey' }}
          />
        </Section>
      )}
      {ways.password || ways.code ? (
        <ConfirmForm username={username} ways={ways} withApp={withApp} errors={errors} />
      ) : (
        !ways.passkey && elsewhere.length === 0 && <p>{t('identity.confirm.noPassword')}</p>
      )}
      <ConfirmLinks links={elsewhere} />
      <ButtonRow>
        <ButtonLink href="/learn" variant="quiet">
          {t('identity.confirm.cancel')}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}
