import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { readPeopleFilter } from '#app/identity/accounts/people-filter.ts'
import { listPeople } from '#app/identity/accounts/people-queries.server.ts'
import { findPerson } from '#app/identity/accounts/person-queries.server.ts'
import { recordPersonView } from '#app/identity/accounts/view-person.server.ts'
import type { MergingAccount } from '#app/identity/merging/merging-pair.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { FindDuplicate } from '#app/identity/ui/find-duplicate.tsx'
import { MergingAccounts } from '#app/identity/ui/merging-accounts.tsx'
import { canAdministerPeople } from '#app/identity/viewer.ts'
import type { JoinedAccounts } from '#app/progress/merging/account-merge.ts'
import { mergeAccounts } from '#app/progress/merging/merge-accounts.server.ts'
import { rehearseMerge } from '#app/progress/merging/rehearse-merge.server.ts'
import { MergePreview } from '#app/progress/ui/merge-preview.tsx'
import { MergeRefused } from '#app/progress/ui/merge-refused.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

const pathOf = (accountId: string) => `/admin/people/${encodeURIComponent(accountId)}`

export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  const now = Date.now()
  const keptId = params.account ?? ''
  const person = await findPerson({ viewer, accountId: keptId, now })
  if (!person?.rights.administer) throw new NotFound()
  const asked = new URL(request.url).searchParams
  const page = { title: t('merging.title'), keptId, name: person.displayName }
  const duplicateId = asked.get('with')
  if (duplicateId !== null) {
    const { outcome, seen } = await rehearseMerge({ viewer, keptId, duplicateId, now })
    await recordPersonView({ viewer, accountId: keptId, now })
    await recordPersonView({ viewer, accountId: duplicateId, now })
    const { kept, duplicate } = outcome.status === 'joined' ? outcome.report.pair : outcome.pair
    const named = (account: MergingAccount) => ({
      ...account,
      country: account.agency ? countryName(account.agency.countryCode, locale) : '',
    })
    return { ...page, step: 'preview' as const, outcome, seen, kept: named(kept), duplicate: named(duplicate) }
  }
  const text = asked.has('q') ? readPeopleFilter(asked).text : person.displayName
  const filter = { ...readPeopleFilter(new URLSearchParams()), text }
  const { people, total } = await listPeople({ viewer, filter, order: 'name', page: 1, now })
  const others = people.filter(({ id }) => id !== keptId)
  return {
    ...page,
    step: 'find' as const,
    text,
    total: total - (people.length - others.length),
    others: others.map(({ id, username, displayName, agency }) => ({
      id,
      username,
      displayName,
      agency: agency?.name,
    })),
  }
})

const mergeSchema = z.object({ duplicate: z.string().min(1).max(100), seen: z.string().max(100) })

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const form = await readForm(request, mergeSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const keptId = params.account ?? ''
  const { duplicate: duplicateId, seen } = form.value
  const result = await mergeAccounts({ viewer, keptId, duplicateId, seen, now: Date.now() })
  if (result.status === 'merged') {
    const { username } = result.report.pair.duplicate
    return redirect(pathOf(keptId), { headers: await flash(context, 'merging.done', { username }) })
  }
  // What stands in the way, and what would happen by now, is on the page that announces it.
  const address = `${pathOf(keptId)}/merge?${new URLSearchParams({ with: duplicateId })}`
  return redirect(address, { headers: await flash(context, 'merging.changed') })
})

export default function MergePersonPage() {
  const shown = useLoaderData<typeof loader>()
  const t = useT()
  const { title, keptId, name } = shown
  const path = `${pathOf(keptId)}/merge`
  return (
    <>
      <PageHeader
        title={title}
        lead={t('merging.lead')}
        breadcrumbs={[
          { href: '/admin', label: t('admin.title') },
          { href: '/admin/people', label: t('admin.people.title') },
          { href: pathOf(keptId), label: <bdi>{name}</bdi> },
        ]}
      />
      {shown.step === 'find' ? (
        <FindDuplicate path={path} text={shown.text} others={shown.others} total={shown.total} />
      ) : (
        <>
          <MergingAccounts kept={shown.kept} duplicate={shown.duplicate} />
          <Outcome outcome={shown.outcome} />
          {shown.outcome.status === 'joined' && (
            <Form action={path} hidden={{ duplicate: shown.duplicate.id, seen: shown.seen }}>
              <ButtonRow>
                <Button variant="danger">{t('merging.submit')}</Button>
              </ButtonRow>
            </Form>
          )}
          <ButtonRow>
            {shown.kept.id !== shown.duplicate.id && (
              <ButtonLink
                href={`${pathOf(shown.duplicate.id)}/merge?${new URLSearchParams({ with: keptId })}`}
                variant="secondary"
              >
                {t('merging.swap')}
              </ButtonLink>
            )}
            <ButtonLink href={path} variant="quiet">
              {t('merging.another')}
            </ButtonLink>
          </ButtonRow>
        </>
      )}
    </>
  )
}

function Outcome({ outcome }: { outcome: JoinedAccounts }) {
  return outcome.status === 'joined' ? <MergePreview report={outcome.report} /> : <MergeRefused outcome={outcome} />
}
