import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { countPeople } from '#app/identity/accounts/people-figures-queries.server.ts'
import { canAdministerPeople, canSupervisePeople, isAdministrator, roles } from '#app/identity/viewer.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, CardList, Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canSupervisePeople)
  const { t } = await context.translator()
  return {
    title: t('admin.title'),
    figures: await countPeople({ viewer, now: Date.now() }),
    isWhole: isAdministrator(viewer),
    administers: canAdministerPeople(viewer),
  }
})

export default function OverviewPage() {
  const { title, figures, isWhole, administers } = useLoaderData<typeof loader>()
  const t = useT()
  const { number } = useTranslator()
  const { active, suspended, agencies, countries, holders } = figures
  return (
    <>
      <PageHeader
        title={title}
        lead={t(isWhole ? 'admin.lead' : administers ? 'admin.leadPart' : 'admin.leadSupervisor')}
        actions={administers && <ButtonLink href="/admin/people/new">{t('admin.addPerson')}</ButtonLink>}
      />
      <CardList>
        <Card title={t('admin.card.people')} href="/admin/people" headingLevel={2}>
          <p>{t('admin.card.peopleText', { active })}</p>
          {suspended > 0 && <p>{t('admin.card.suspended', { count: suspended })}</p>}
        </Card>
        {administers && (
          <Card title={t('admin.card.agencies')} href="/admin/agencies" headingLevel={2}>
            <p>{agencies > 0 ? t('admin.card.agenciesText', { agencies, countries }) : t('admin.card.noAgencies')}</p>
          </Card>
        )}
        {isWhole && (
          <Card title={t('audit.title')} href="/admin/audit" headingLevel={2}>
            <p>{t('audit.card')}</p>
          </Card>
        )}
        {isWhole && (
          <Card title={t('settings.title')} href="/admin/settings" headingLevel={2}>
            <p>{t('settings.cardText')}</p>
          </Card>
        )}
        {administers && (
          <Card title={t('privacy.due.card')} href="/admin/erasures" headingLevel={2}>
            <p>{t('privacy.due.cardText')}</p>
          </Card>
        )}
      </CardList>
      {administers && (
        <Section title={t('admin.roles.title')}>
          <p>{t('admin.roles.text')}</p>
          <Facts
            items={roles.map((role) => ({
              label: t(`identity.role.${role}`),
              value: <a href={`/admin/people?role=${role}`}>{number(holders[role])}</a>,
            }))}
          />
        </Section>
      )}
    </>
  )
}
