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
import { NewPasswordFields } from '#app/identity/ui/new-password-fields.tsx'
import { SharedChoice } from '#app/identity/ui/shared-choice.tsx'
import { findLink } from '#app/identity/ways-in/link-queries.server.ts'
import { redeemLink } from '#app/identity/ways-in/redeem-link.server.ts'
import { choosePasswordSchema } from '#app/identity/ways-in/way-in-forms.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { Facts, PageHeader } from '#app/ui/page.tsx'

// Two addresses: /welcome/:token of an invitation, /reset/:token of a password that is lost.

export const meta = titleOf

const kindOf = (request: Request) =>
  new URL(request.url).pathname.toLowerCase().startsWith('/welcome/') ? 'invitation' : 'reset'

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const kind = kindOf(request)
  const person = await findLink({ token: params.token ?? '', kind, now: Date.now() })
  const { t } = await context.translator()
  if (!person) return data({ title: t('waysIn.link.dead'), kind, person }, { status: 404 })
  const title = kind === 'invitation' ? t('waysIn.link.welcome', { name: person.displayName }) : t('waysIn.link.reset')
  return data({ title, kind, person })
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const form = await readForm(request, choosePasswordSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { password, shared } = form.value
  const result = await redeemLink({ token: params.token ?? '', kind: kindOf(request), password, now })
  // The page of a link that does not work says so.
  if (result.status === 'refused') return redirect(context.path)
  if (result.status === 'unfit') return refuse(form, { password: result.problem })
  const kind = shared ? 'shared' : 'own'
  const { accountId } = result
  const headers = Object.entries(await flash(context, 'waysIn.card.done'))
  const answer = await enterAnswer({ request, context, accountId, way: 'link', kind, next: null, now, headers })
  return answer ?? redirect('/sign-in')
})

export const headers = secretPage

export default function ChoosePasswordPage() {
  const { title, kind, person } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  if (!person) {
    return (
      <>
        <PageHeader title={title} lead={t('waysIn.link.deadText')} />
        {kind === 'invitation' && <p>{t('waysIn.link.deadWelcome')}</p>}
        <ButtonRow>
          {kind === 'reset' && <ButtonLink href="/forgot">{t('waysIn.link.askAgain')}</ButtonLink>}
          <ButtonLink href="/sign-in" variant={kind === 'reset' ? 'secondary' : 'primary'}>
            {t('waysIn.link.signIn')}
          </ButtonLink>
        </ButtonRow>
      </>
    )
  }
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader title={title} lead={t(kind === 'invitation' ? 'waysIn.link.welcomeLead' : 'waysIn.link.resetLead')} />
      <ErrorSummary errors={errors} fields={['password', 'passwordAgain']} />
      <Facts items={[{ label: t('identity.field.username'), value: <bdi>{person.username}</bdi> }]} />
      <Form>
        <input type="text" name="username" value={person.username} autoComplete="username" readOnly hidden />
        <NewPasswordFields errors={errors} />
        <SharedChoice typed={answer?.typed} />
        <ButtonRow>
          <Button>{t('waysIn.link.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
