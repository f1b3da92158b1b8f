import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer, safePath } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { confirmSchema } from '#app/identity/accounts/account.ts'
import { canConfirmWithPassword, confirmWithPassword } from '#app/identity/sign-in/confirm-identity.server.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

const nextOf = (request: Request) => safePath(new URL(request.url).searchParams.get('next'), '/account')

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  const { t } = await context.translator()
  return {
    title: t('identity.confirm.title'),
    username: viewer.username,
    next: nextOf(request),
    withPassword: await canConfirmWithPassword({ viewer }),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  const session = await context.session()
  const form = await readForm(request, confirmSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { address, secure } = context
  const result = await confirmWithPassword({
    viewer,
    handle: session?.handle ?? '',
    password: form.value.password,
    address,
    cookieHeader: request.headers.get('Cookie'),
    secure,
    now,
  })
  if (result.status === 'too-many') {
    return data({ ...result, minutes: minutesUntil(result.retryAt, now) }, { status: 429 })
  }
  if (result.status === 'refused') return refuse(form, { password: 'identity.error.currentPasswordWrong' })
  return redirect(nextOf(request))
})

export default function ConfirmPage() {
  const { title, username, withPassword } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('identity.confirm.lead')} />
      {answer?.status === 'too-many' && <TooManyAttempts minutes={answer.minutes} />}
      <ErrorSummary errors={errors} fields={['password']} />
      {withPassword ? (
        <Form>
          <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
          <TextField
            name="password"
            type="password"
            label={t('identity.field.password')}
            error={errors.password}
            autoComplete="current-password"
            required
          />
          <ButtonRow>
            <Button>{t('identity.confirm.submit')}</Button>
            <ButtonLink href="/learn" variant="quiet">
              {t('identity.confirm.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      ) : (
        <p>{t('identity.confirm.noPassword')}</p>
      )}
    </>
  )
}
