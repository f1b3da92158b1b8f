import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { toldCookies } from '#app/http/cookies.ts'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { PrivacyPoints } from '#app/identity/ui/privacy-points.tsx'
import { privacyPoints } from '#app/identity/own-data/privacy-points.ts'
import { PageHeader, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const { t } = await context.translator()
  const settings = await findSettings()
  return {
    title: t('privacy.page.title'),
    isSignedIn: (await context.viewer()) !== null,
    controller: settings.controller.trim(),
    ownIdleDays: settings.ownIdleDays,
    sections: privacyPoints(settings).map(({ title, points }) => ({
      title: t(title),
      points: points.map(([key, values]) => t(key, values)),
    })),
  }
})

export default function PrivacyPage() {
  const { title, isSignedIn, controller, ownIdleDays, sections } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader title={title} lead={t('privacy.page.lead')} />
      <Section title={t('privacy.page.controller')}>
        <p>{controller ? <bdi>{controller}</bdi> : t('privacy.page.controllerUnknown')}</p>
      </Section>
      {sections.map((section) => (
        <PrivacyPoints key={section.title} {...section} />
      ))}
      <Section title={t('privacy.page.rights')}>
        {!isSignedIn && <p>{t('privacy.page.rights.signIn')}</p>}
        <ul>
          <li>
            {t('privacy.page.rights.see')} <a href="/account/data">{t('privacy.data.title')}</a>
          </li>
          <li>
            {t('privacy.page.rights.correct')} <a href="/account">{t('privacy.page.rights.account')}</a>
          </li>
          <li>{t('privacy.page.rights.ask')}</li>
          <li>
            {t('privacy.page.rights.erase')} <a href="/account/data/erasure">{t('privacy.erase.title')}</a>
          </li>
          <li>{t('privacy.page.rights.complain')}</li>
        </ul>
      </Section>
      <Section title={t('privacy.page.cookies')}>
        <p>{t('privacy.page.cookies.text')}</p>
        <DataTable
          caption={t('privacy.page.cookies.caption')}
          columns={[
            {
              key: 'name',
              header: t('privacy.page.cookies.name'),
              rowHeader: true,
              cell: ({ name }) => <code>{name}</code>,
            },
            { key: 'what', header: t('privacy.page.cookies.what'), cell: ({ what }) => t(what) },
            {
              key: 'long',
              header: t('privacy.page.cookies.howLong'),
              cell: ({ howLong }) => t(howLong, { days: ownIdleDays }),
            },
          ]}
          rows={[...toldCookies]}
          rowKey={({ name }) => name}
        />
      </Section>
    </>
  )
}
