import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listCourses } from '#app/content/course-queries.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { findAccount } from '#app/identity/accounts/account-queries.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { grantRole } from '#app/identity/roles/grant-role.server.ts'
import { restoreAccount } from '#app/identity/accounts/restore-account.server.ts'
import { changePersonSchema } from '#app/identity/roles/role-grant.ts'
import { setTemporaryPassword } from '#app/identity/accounts/set-temporary-password.server.ts'
import { suspendAccount } from '#app/identity/accounts/suspend-account.server.ts'
import { AccessForms } from '#app/identity/ui/access-forms.tsx'
import { GrantForm, grantOptions } from '#app/identity/ui/grant-form.tsx'
import { GrantTable, PastGrantTable } from '#app/identity/ui/grant-tables.tsx'
import { HandedOutPassword } from '#app/identity/ui/handed-out-password.tsx'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'
import { withdrawRole } from '#app/identity/roles/withdraw-role.server.ts'
import { listAllProgrammes } from '#app/programmes/programme-queries.server.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Facts, PageHeader, Section, Tag } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const { locale } = await context.translator()
  const person = await findAccount({ viewer, accountId: params.account ?? '' })
  if (!person) throw new NotFound()
  const { agency } = person
  return {
    title: person.displayName,
    person,
    agency: agency && { agency: agency.name, country: countryName(agency.countryCode, locale) },
    isSelf: person.id === viewer.accountId,
    names: await listScopes(viewer),
  }
})

/** What roles can be held over, by id. Identity does not know these domains: the route brings them together. */
async function listScopes(viewer: Viewer) {
  const [courses, programmes] = await Promise.all([listCourses(), listAllProgrammes({ viewer })])
  return {
    country: {},
    agency: {},
    cohort: {},
    course: Object.fromEntries(courses.map(({ courseId, title }) => [courseId, title])),
    programme: Object.fromEntries(programmes.map(({ id, name }) => [id, name])),
  }
}

// A new password is answered with a page instead of a redirect: shown once and kept nowhere, not even in a cookie.
export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const accountId = params.account ?? ''
  const form = await readForm(request, changePersonSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const done = async (message: MessageKey) =>
    redirect(`/admin/people/${encodeURIComponent(accountId)}`, { headers: await flash(context, message) })

  switch (form.value.intent) {
    case 'grant': {
      const { grant } = form.value
      const names = await listScopes(viewer)
      const exists = grant.scopeKind === 'platform' || Object.hasOwn(names[grant.scopeKind], grant.scopeId)
      if (!exists) return refuse(form, { grant: 'admin.person.error.grant' })
      const { status } = await grantRole({ viewer, accountId, grant, now })
      return await done(status === 'granted' ? 'admin.person.granted' : 'admin.person.alreadyHeld')
    }
    case 'withdraw': {
      const { status } = await withdrawRole({ viewer, accountId, grantId: form.value.grantId, now })
      if (status === 'last-administrator') return refuse(form, { '': 'admin.person.error.lastAdministrator' })
      return await done('admin.person.withdrawn')
    }
    case 'suspend': {
      const { status } = await suspendAccount({ viewer, accountId, now })
      if (status === 'last-administrator') return refuse(form, { '': 'admin.person.error.lastAdministrator' })
      return await done('admin.person.suspended')
    }
    case 'restore':
      await restoreAccount({ viewer, accountId })
      return await done('admin.person.restored')
    case 'password':
      return { status: 'password' as const, ...(await setTemporaryPassword({ viewer, accountId })) }
  }
})

export default function PersonPage() {
  const { title, person, agency, isSelf, names } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const { date } = useTranslator()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const { suspendedAt } = person
  return (
    <>
      <PageHeader
        title={<bdi>{title}</bdi>}
        breadcrumbs={[
          { href: '/admin', label: t('admin.title') },
          { href: '/admin/people', label: t('admin.people.title') },
        ]}
      />
      {answer?.status === 'password' && (
        <HandedOutPassword
          title={t('admin.person.newPasswordDone', { name: person.displayName })}
          username={person.username}
          password={answer.password}
        />
      )}
      <ErrorSummary errors={errors} fields={['grant']} />
      <Section title={t('admin.person.facts')}>
        <Facts
          items={[
            { label: t('admin.people.username'), value: <bdi>{person.username}</bdi> },
            {
              label: t('admin.people.agency'),
              value: agency ? t('admin.people.agencyIn', agency) : t('identity.account.noAgency'),
            },
            { label: t('identity.account.email'), value: person.email ?? t('identity.account.noEmail') },
            { label: t('admin.person.since'), value: date(person.createdAt) },
            {
              label: t('admin.person.status'),
              value:
                suspendedAt === null ? (
                  t('admin.person.active')
                ) : (
                  <Tag tone="warning">{t('admin.person.suspendedSince', { date: date(suspendedAt) })}</Tag>
                ),
            },
          ]}
        />
      </Section>
      <Section title={t('admin.person.roles')}>
        <GrantTable grants={person.grants} names={names} />
        <GrantForm groups={grantOptions(names, t)} errors={errors} />
      </Section>
      {person.past.length > 0 && (
        <Section title={t('admin.person.past')}>
          <PastGrantTable grants={person.past} names={names} />
        </Section>
      )}
      <Section title={t('admin.person.access')}>
        <AccessForms isSelf={isSelf} isSuspended={suspendedAt !== null} />
      </Section>
    </>
  )
}
