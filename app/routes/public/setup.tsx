import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { enterAnswer } from '#app/http/enter.server.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { secretPage } from '#app/http/secret-page.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { firstAdministratorSchema } from '#app/identity/accounts/account.ts'
import { createFirstAdministrator } from '#app/identity/accounts/create-first-administrator.server.ts'
import { isSetupTokenUsable } from '#app/identity/accounts/setup-token.server.ts'
import { AccountFields, accountFieldNames } from '#app/identity/ui/account-fields.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const usable = await isSetupTokenUsable({ token: params.token ?? '', now: Date.now() })
  const { t } = await context.translator()
  const title = t(usable ? 'identity.setup.title' : 'identity.setup.refused.title')
  return data({ title, usable }, { status: usable ? 200 : 404 })
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const form = await readForm(request, firstAdministratorSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { username, displayName, password } = form.value
  const now = Date.now()
  const result = await createFirstAdministrator({ token: params.token ?? '', username, displayName, password, now })
  // The page of a link that does not work says so.
  if (result.status === 'refused') return redirect(context.path)
  if (result.status === 'username-taken') return refuse(form, { username: 'identity.error.usernameTaken' })
  if (result.status === 'unfit') return refuse(form, { password: result.problem })
  const { accountId } = result
  const headers = Object.entries(await flash(context, 'identity.setup.done', { name: displayName }))
  const next = '/admin'
  const answer = await enterAnswer({ request, context, accountId, way: 'setup', kind: 'own', next, now, headers })
  return answer ?? redirect('/sign-in')
})

export const headers = secretPage

export default function SetupPage() {
  const { title, usable } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  if (!usable) {
    return (
      <>
        <PageHeader title={title} lead={t('identity.setup.refused.text')} />
        <ButtonLink href="/sign-in">{t('identity.setup.refused.signIn')}</ButtonLink>
      </>
    )
  }
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader title={title} lead={t('identity.setup.lead')} />
      <ErrorSummary errors={errors} fields={accountFieldNames} />
      <Form>
        <AccountFields errors={errors} typed={answer?.typed ?? {}} />
        <ButtonRow>
          <Button>{t('identity.setup.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
