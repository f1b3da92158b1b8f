import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Facts, Section, Tag } from '#app/ui/page.tsx'
import type { MergingAccount, MergingPair } from '../merging/merging-pair.ts'

/** An account with its country's name in the page's language. */
export type NamedAccount = MergingAccount & { country: string }

/** The two accounts of a person side by side: which stays, and which is closed. */
export function MergingAccounts({ kept, duplicate }: Record<keyof MergingPair, NamedAccount>) {
  const t = useT()
  return (
    <div className="merging-pair">
      <Section title={t('merging.this')}>
        <AccountFacts account={kept} />
      </Section>
      <Section title={t('merging.other')}>
        <AccountFacts account={duplicate} />
      </Section>
    </div>
  )
}

function AccountFacts({ account }: { account: NamedAccount }) {
  const { t, date } = useTranslator()
  const { username, displayName, email, agency, country, createdAt, lastActiveAt, isSuspended } = account
  return (
    <Facts
      items={[
        {
          label: t('merging.account.name'),
          value: (
            <>
              <bdi>{displayName}</bdi> {isSuspended && <Tag tone="warning">{t('merging.account.suspended')}</Tag>}
            </>
          ),
        },
        { label: t('merging.account.username'), value: <bdi>{username}</bdi> },
        { label: t('merging.account.email'), value: email ? <bdi>{email}</bdi> : t('merging.account.none') },
        {
          label: t('merging.account.agency'),
          value: agency ? t('merging.account.agencyIn', { agency: agency.name, country }) : t('merging.account.none'),
        },
        { label: t('merging.account.since'), value: date(createdAt) },
        {
          label: t('merging.account.lastSeen'),
          value: lastActiveAt === null ? t('merging.account.never') : date(lastActiveAt),
        },
      ]}
    />
  )
}
