import type { ReactNode } from 'react'
import { ownNameOf } from '#app/i18n/locales.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Facts, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { nameShown } from '../accounts/shown-name.ts'
import type { OwnAccountView, OwnRole } from '../own-data/own-account-queries.server.ts'

type OwnAccountShown = Omit<OwnAccountView, 'roles' | 'agency'> & {
  agency: { name: string; country: string } | null
}

/** Who the person is here, and what of it they can correct. */
export function OwnAccountFacts({ account, controller }: { account: OwnAccountShown; controller: string }) {
  const t = useT()
  const { date, dateTime } = useTranslator()
  const none = t('privacy.data.none')
  const { email, emailVerifiedAt, agency, locale, lastActiveAt, passwordChangedAt } = account
  return (
    <Section title={t('privacy.data.you')}>
      <Facts
        items={[
          { label: t('privacy.data.username'), value: <bdi>{account.username}</bdi> },
          { label: t('privacy.data.name'), value: <bdi>{account.displayName}</bdi> },
          {
            label: t('privacy.data.agency'),
            value: agency ? t('privacy.data.agencyIn', { agency: agency.name, country: agency.country }) : none,
          },
          {
            label: t('privacy.data.email'),
            value:
              email === null
                ? none
                : emailVerifiedAt === null
                  ? t('privacy.data.emailNotVerified', { email })
                  : t('privacy.data.emailVerified', { email, date: date(emailVerifiedAt) }),
          },
          {
            label: t('privacy.data.language'),
            value: locale ? <span lang={locale}>{ownNameOf(locale)}</span> : t('privacy.data.languageOfBrowser'),
          },
          { label: t('privacy.data.since'), value: date(account.createdAt) },
          { label: t('privacy.data.lastVisit'), value: lastActiveAt === null ? none : dateTime(lastActiveAt) },
          {
            label: t('privacy.data.passwordSince'),
            value: passwordChangedAt === null ? t('privacy.data.passwordNever') : date(passwordChangedAt),
          },
        ]}
      />
      <h3>{t('privacy.data.correct')}</h3>
      <ul>
        <li>
          {t('privacy.data.correctYourself')} <a href="/account">{t('privacy.page.rights.account')}</a>
        </li>
        <li>{t('privacy.data.correctOthers')}</li>
        {controller && <li>{t('privacy.data.correctController', { controller })}</li>}
      </ul>
    </Section>
  )
}

/** Roles held now and before. `overText` is what each is held over, in words. */
export function OwnRoles({ roles }: { roles: (OwnRole & { overText: string })[] }) {
  const t = useT()
  const { shortDate } = useTranslator()
  return (
    <Section title={t('privacy.data.roles')}>
      <DataTable
        caption={t('privacy.data.rolesCaption', { count: roles.length })}
        columns={[
          {
            key: 'role',
            header: t('privacy.data.role'),
            rowHeader: true,
            cell: ({ role }) => t(`identity.role.${role}`),
          },
          { key: 'over', header: t('privacy.data.roleOver'), cell: ({ overText }) => <bdi>{overText}</bdi> },
          {
            key: 'by',
            header: t('privacy.data.roleBy'),
            cell: ({ grantedBy }) =>
              grantedBy === null ? t('privacy.data.roleByPlatform') : <bdi>{nameShown(grantedBy, t)}</bdi>,
          },
          {
            key: 'from',
            header: t('privacy.data.roleFrom'),
            cell: ({ startsAt, grantedAt }) => shortDate(startsAt || grantedAt),
          },
          {
            key: 'until',
            header: t('privacy.data.roleUntil'),
            cell: ({ endedAt, expiresAt }) => {
              const end = endedAt ?? expiresAt
              return end === null ? t('privacy.data.roleOpen') : shortDate(end)
            },
          },
        ]}
        rows={roles}
        rowKey={({ id }) => id}
        empty={<p>{t('privacy.data.noRoles')}</p>}
      />
    </Section>
  )
}

/** Figures with what they count. */
export function Figures({ title, text, items }: { title: string; text: string; items: [ReactNode, number][] }) {
  const { number } = useTranslator()
  return (
    <Section title={title}>
      <p>{text}</p>
      <Facts items={items.map(([label, value]) => ({ label, value: number(value) }))} />
    </Section>
  )
}
