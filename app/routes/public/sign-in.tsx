import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readDemoCredentials } from '#db/seed/demo-credentials.server.ts'
import { env } from '#app/env.server.ts'
import { enterAnswer } from '#app/http/enter.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { homePath } from '#app/http/home-path.ts'
import { registerHref } from '#app/http/register-href.server.ts'
import { safePath } from '#app/http/require-viewer.server.ts'
import { signInLinks } from '#app/http/single-sign-on.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { signInSchema } from '#app/identity/accounts/account.ts'
import { relyingPartyAt } from '#app/identity/second-factor/relying-party.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { signIn } from '#app/identity/sign-in/sign-in.server.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import { SharedChoice } from '#app/identity/ui/shared-choice.tsx'
import { OtherWaysIn } from '#app/identity/ui/other-ways-in.tsx'
import { PasskeyForm } from '#app/identity/ui/passkey-form.tsx'
import { SingleSignOnLinks } from '#app/identity/ui/single-sign-on.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { SignInNameField } from '#app/identity/ui/name-fields.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const next = new URL(request.url).searchParams.get('next')
  const viewer = await context.viewer()
  if (viewer) throw redirect(safePath(next, homePath(viewer)))
  const { t } = await context.translator()
  return {
    title: t('identity.signIn.title'),
    registration: (await findSettings()).registration,
    registerHref: registerHref(next),
    passkeyAction: next ? `/sign-in/passkey?next=${encodeURIComponent(safePath(next, '/learn'))}` : '/sign-in/passkey',
    // Said on the page of one's security; a stranger is offered nothing that cannot work.
    passkeysUsable: relyingPartyAt(request.url) !== null,
    elsewhere: signInLinks(next),
    demo: env().DEMO ? await readDemoCredentials() : [],
  }
})

// The viewer is not looked up here: a stale session's cookie would be taken away beside the new one.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request, signInSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { name, password, shared } = form.value
  const { address, secure } = context
  const cookieHeader = request.headers.get('Cookie')
  const result = await signIn({ name, password, address, cookieHeader, secure, now })
  if (result.status === 'too-many') {
    const minutes = minutesUntil(result.retryAt, now)
    return data(
      { ...result, minutes, typed: form.typed },
      { status: 429, headers: { 'Retry-After': String(minutes * 60) } },
    )
  }
  if (result.status === 'refused') return refuse(form, { '': 'identity.signIn.refused' })
  const next = new URL(request.url).searchParams.get('next')
  const kind = shared ? 'shared' : 'own'
  const answer = await enterAnswer({
    request,
    context,
    accountId: result.accountId,
    way: 'password',
    kind,
    next,
    now,
  })
  return answer ?? refuse(form, { '': 'identity.signIn.refused' })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function SignInPage() {
  const { title, registration, registerHref, passkeyAction, passkeysUsable, elsewhere, demo } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={['name', 'password']} />
      <Form>
        <SignInNameField label={t('identity.signIn.name')} error={errors.name} typed={answer?.typed.name} />
        <TextField
          name="password"
          type="password"
          label={t('identity.field.password')}
          error={errors.password}
          autoComplete="current-password"
          required
        />
        <SharedChoice typed={answer?.typed} />
        <ButtonRow>
          <Button>{t('identity.signIn.submit')}</Button>
        </ButtonRow>
      </Form>
      {passkeysUsable && (
        <Section title={t('security.passkey.or')}>
          <PasskeyForm
            purpose="sign-in"
            usable={passkeysUsable}
            action={passkeyAction}
            submit={t('security.passkey.signIn')}
            takesAlong="shared"
          />
        </Section>
      )}
      <SingleSignOnLinks links={elsewhere} />
      <OtherWaysIn registration={registration} registerHref={registerHref} />
      {demo.length > 0 && <DemoPeople people={demo} />}
    </>
  )
}

type DemoPerson = { role: string; username: string; password: string }

function DemoPeople({ people }: { people: DemoPerson[] }) {
  const t = useT()
  return (
    <Section title={t('identity.signIn.demo.title')}>
      <DataTable
        caption={t('identity.signIn.demo.text')}
        columns={[
          { key: 'role', header: t('identity.signIn.demo.role'), cell: ({ role }) => role, rowHeader: true },
          { key: 'name', header: t('identity.signIn.demo.username'), cell: ({ username }) => <code>{username}</code> },
          {
            key: 'password',
            header: t('identity.signIn.demo.password'),
            cell: ({ password }) => <code>{password}</code>,
          },
        ]}
        rows={people}
        rowKey={({ username }) => username}
      />
    </Section>
  )
}
