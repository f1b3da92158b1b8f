import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { findMergedInto } from '#app/identity/accounts/person-queries.server.ts'
import { personActionSchema } from '#app/identity/accounts/person-forms.ts'
import { restoreAccount } from '#app/identity/accounts/restore-account.server.ts'
import { signOutPerson } from '#app/identity/accounts/sign-out-person.server.ts'
import { suspendAccount } from '#app/identity/accounts/suspend-account.server.ts'
import { viewPerson } from '#app/identity/accounts/view-person.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { roleKinds } from '#app/identity/roles/role-grant.ts'
import { withdrawRole } from '#app/identity/roles/withdraw-role.server.ts'
import { removeSecondFactors } from '#app/identity/second-factor/remove-second-factors.server.ts'
import { needsSecondFactor } from '#app/identity/second-factor/second-factors.ts'
import { AccessForms, CardForm, IssuedCard } from '#app/identity/ui/access-forms.tsx'
import { RoleKindForm } from '#app/identity/ui/grant-form.tsx'
import { GrantTable, PastGrantTable } from '#app/identity/ui/grant-tables.tsx'
import { PersonFacts } from '#app/identity/ui/person-facts.tsx'
import { canGrantOver, canSupervisePeople, isAdministrator } from '#app/identity/viewer.ts'
import { issueAccessCard } from '#app/identity/ways-in/issue-access-card.server.ts'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'
import { nameScopes } from './scope-choices.server.ts'

export const meta = titleOf

const pathOf = (accountId: string) => `/admin/people/${encodeURIComponent(accountId)}`

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  await requireRecent(context, 'opens')
  const { locale } = await context.translator()
  const accountId = params.account ?? ''
  const person = await viewPerson({ viewer, accountId, now: Date.now() })
  if (!person) {
    const mergedInto = await findMergedInto({ viewer, accountId })
    if (mergedInto) throw redirect(pathOf(mergedInto))
    throw new NotFound()
  }
  const { details, agency, ...facts } = person
  const grants = details?.grants ?? []
  return {
    title: person.displayName,
    person: facts,
    employer: agency && { agency: agency.fullName, country: countryName(agency.countryCode, locale) },
    details,
    hasSecondFactor: details !== null && needsSecondFactor(details.secondFactors),
    grants,
    names: await nameScopes(viewer, grants, locale),
    kinds: person.rights.grant ? roleKinds.filter(({ scopeKind }) => canGrantOver(viewer, scopeKind)) : [],
    isSelf: person.id === viewer.accountId,
    seesAudit: isAdministrator(viewer),
  }
})

// A card is answered with a page instead of a redirect: shown once and kept nowhere, not even in a cookie.
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, personActionSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const asked = { viewer, accountId: params.account ?? '', now: Date.now() }
  const done = async (message: MessageKey) =>
    redirect(pathOf(asked.accountId), { headers: await flash(context, message) })

  switch (form.value.intent) {
    case 'withdraw': {
      const { status } = await withdrawRole({ ...asked, grantId: form.value.grantId })
      if (status === 'last-administrator') return refuse(form, { '': 'admin.person.error.lastAdministrator' })
      return await done('admin.person.withdrawn')
    }
    case 'suspend': {
      const { status } = await suspendAccount(asked)
      if (status === 'last-administrator') return refuse(form, { '': 'admin.person.error.lastAdministrator' })
      return await done('admin.person.suspended')
    }
    case 'restore':
      await restoreAccount(asked)
      return await done('admin.person.restored')
    case 'sign-out':
      await signOutPerson(asked)
      return await done('admin.person.signedOut')
    case 'second-factors':
      await removeSecondFactors(asked)
      return await done('admin.person.secondFactorsRemoved')
    case 'card': {
      const card = await issueAccessCard(asked)
      const address = new URL(env().PUBLIC_URL ?? request.url).origin
      return data({ status: 'card' as const, card, address }, { headers: { 'Cache-Control': 'no-store' } })
    }
  }
})

export default function PersonPage() {
  const { title, person, employer, details, hasSecondFactor, grants, names, kinds, isSelf, seesAudit } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const past = grants.filter(({ state }) => state === 'over')
  const { rights, suspendedAt } = person
  const path = pathOf(person.id)
  const header = (
    <PageHeader
      title={<bdi>{title}</bdi>}
      breadcrumbs={[
        { href: '/admin', label: t('admin.title') },
        { href: '/admin/people', label: t('admin.people.title') },
      ]}
    />
  )
  if (answer?.status === 'card') {
    // Nothing else stands on the page: it is there to be printed.
    const card = { ...answer.card, ...(employer ? { agency: employer.agency } : {}) }
    return (
      <>
        {header}
        <IssuedCard card={card} address={answer.address} back={path} />
      </>
    )
  }
  return (
    <>
      {header}
      <ErrorSummary errors={errors} fields={[]} />
      <Section title={t('admin.person.facts')}>
        <PersonFacts person={person} employer={employer} details={details} />
        {rights.administer && (
          <ButtonRow>
            <ButtonLink href={`${path}/change`} variant="secondary">
              {t('admin.person.change')}
            </ButtonLink>
            {!isSelf && (
              <ButtonLink href={`${path}/merge`} variant="quiet">
                {t('admin.person.merge')}
              </ButtonLink>
            )}
            {seesAudit && (
              <ButtonLink href={`/admin/audit?person=${encodeURIComponent(person.id)}`} variant="quiet">
                {t('admin.person.audit')}
              </ButtonLink>
            )}
          </ButtonRow>
        )}
        {!isSelf && (
          <p>
            <a href={`${path}/extra-time`}>{t('accommodation.link')}</a>
          </p>
        )}
      </Section>
      {details && (
        <Section title={t('admin.person.roles')}>
          <GrantTable grants={grants} names={names} />
          {kinds.length > 0 && <RoleKindForm action={`${path}/roles`} kinds={kinds} />}
          {isSelf && <p>{t('admin.person.ownRoles')}</p>}
        </Section>
      )}
      {past.length > 0 && (
        <Section title={t('admin.person.past')}>
          <PastGrantTable grants={past} names={names} />
        </Section>
      )}
      <Section title={t('admin.person.access')}>
        {isSelf && (
          <p>
            <a href="/account">{t('admin.person.ownAccess')}</a>
          </p>
        )}
        {rights.issueCard && suspendedAt === null && <CardForm />}
        {details && !isSelf && (
          <AccessForms
            isSuspended={suspendedAt !== null}
            hasSecondFactor={hasSecondFactor}
            sessions={details.sessions}
          />
        )}
        {!details && !rights.issueCard && <p>{t('admin.person.beyondReach')}</p>}
        {!details && rights.issueCard && suspendedAt !== null && <p>{t('admin.person.suspendedNoCard')}</p>}
      </Section>
    </>
  )
}
