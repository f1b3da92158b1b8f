import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { createAccountSchema } from '#app/identity/accounts/account.ts'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { createAccount } from '#app/identity/accounts/create-account.server.ts'
import { AgencySelect } from '#app/identity/ui/agency-select.tsx'
import { HandedOutPassword } from '#app/identity/ui/handed-out-password.tsx'
import { isAdministrator } from '#app/identity/viewer.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  await requireAllowed(context, isAdministrator)
  const { t, locale } = await context.translator()
  return { title: t('admin.newPerson.title'), agencies: groupByCountry(await listAgencies(), locale) }
})

const taken = {
  'username-taken': { username: 'identity.error.usernameTaken' },
  'email-taken': { email: 'identity.error.emailTaken' },
  'agency-unknown': { agencyId: 'identity.error.agencyUnknown' },
} as const

// Answers with a page instead of a redirect: the password is shown once and kept nowhere, not even in a cookie.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const form = await readForm(request, createAccountSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { username, displayName, email, agencyId } = form.value
  const result = await createAccount({ viewer, username, displayName, email, agencyId, now: Date.now() })
  if (result.status !== 'created') return refuse(form, taken[result.status])
  return { ...result, username, displayName }
})

export default function NewPersonPage() {
  const { title, agencies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const breadcrumbs = [
    { href: '/admin', label: t('admin.title') },
    { href: '/admin/people', label: t('admin.people.title') },
  ]
  if (answer?.status === 'created') {
    const done = t('admin.newPerson.done', { name: answer.displayName })
    return (
      <>
        <PageHeader title={title} breadcrumbs={breadcrumbs} />
        <HandedOutPassword title={done} username={answer.username} password={answer.password} />
        <ButtonRow>
          <ButtonLink href={`/admin/people/${answer.accountId}`}>{t('admin.newPerson.open')}</ButtonLink>
          <ButtonLink href="/admin/people/new" variant="secondary">
            {t('admin.newPerson.another')}
          </ButtonLink>
        </ButtonRow>
      </>
    )
  }
  const errors = translateErrors(answer?.errors, t)
  const typed: Record<string, string> = answer?.typed ?? {}
  return (
    <>
      <PageHeader title={title} lead={t('admin.newPerson.lead')} breadcrumbs={breadcrumbs} />
      <ErrorSummary errors={errors} fields={['username', 'displayName', 'email', 'agencyId']} />
      <Form>
        <TextField
          name="username"
          label={t('identity.field.username')}
          hint={t('admin.newPerson.usernameHint')}
          error={errors.username}
          defaultValue={typed.username}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          required
        />
        <TextField
          name="displayName"
          label={t('admin.newPerson.displayName')}
          hint={t('admin.newPerson.displayNameHint')}
          error={errors.displayName}
          defaultValue={typed.displayName}
          autoComplete="off"
          dir="auto"
          required
        />
        <TextField
          name="email"
          type="email"
          label={t('admin.newPerson.email')}
          error={errors.email}
          defaultValue={typed.email}
          autoComplete="off"
        />
        <AgencySelect
          label={t('admin.newPerson.agency')}
          emptyLabel={t('admin.newPerson.noAgency')}
          groups={agencies}
          error={errors.agencyId}
          defaultValue={typed.agencyId}
        />
        <ButtonRow>
          <Button>{t('admin.newPerson.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
