import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { countPlatform } from '#app/identity/accounts/platform-figures-queries.server.ts'
import { isAdministrator, roles } from '#app/identity/viewer.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, CardList, Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  const { t } = await context.translator()
  return { title: t('admin.title'), figures: await countPlatform({ viewer }) }
})

export default function OverviewPage() {
  const { title, figures } = useLoaderData<typeof loader>()
  const t = useT()
  const { number } = useTranslator()
  const { active, suspended, agencies, countries, holders } = figures
  return (
    <>
      <PageHeader
        title={title}
        lead={t('admin.lead')}
        actions={<ButtonLink href="/admin/people/new">{t('admin.addPerson')}</ButtonLink>}
      />
      <CardList>
        <Card title={t('admin.card.people')} href="/admin/people" headingLevel={2}>
          <p>{t('admin.card.peopleText', { active })}</p>
          {suspended > 0 && <p>{t('admin.card.suspended', { count: suspended })}</p>}
        </Card>
        <Card title={t('admin.card.agencies')} href="/admin/agencies" headingLevel={2}>
          <p>{agencies > 0 ? t('admin.card.agenciesText', { agencies, countries }) : t('admin.card.noAgencies')}</p>
        </Card>
      </CardList>
      <Section title={t('admin.roles.title')}>
        <p>{t('admin.roles.text')}</p>
        <Facts items={roles.map((role) => ({ label: t(`identity.role.${role}`), value: number(holders[role]) }))} />
      </Section>
    </>
  )
}
