import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Facts, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { ListedPasskey } from '../second-factor/passkey-queries.server.ts'

/** The passkeys of an account. `usable` says whether they work at this address of the site. */
export function PasskeySection({ passkeys, usable }: { passkeys: ListedPasskey[]; usable: boolean }) {
  const { t, date } = useTranslator()
  return (
    <Section title={t('security.passkey.title')} id="passkeys">
      <p>{t('security.passkey.text')}</p>
      {passkeys.length > 0 && (
        <DataTable
          caption={t('security.passkey.caption', { count: passkeys.length })}
          captionHidden
          columns={[
            {
              key: 'name',
              header: t('security.passkey.column.name'),
              rowHeader: true,
              cell: ({ name }) => <bdi>{name}</bdi>,
            },
            {
              key: 'created',
              header: t('security.passkey.column.created'),
              cell: ({ createdAt }) => date(createdAt),
            },
            {
              key: 'used',
              header: t('security.passkey.column.used'),
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('security.passkey.never') : date(lastUsedAt)),
            },
            {
              key: 'change',
              header: t('security.passkey.column.change'),
              cell: ({ credentialId, name }) => (
                <a href={`/account/passkeys/${credentialId}`} aria-label={t('security.passkey.changeNamed', { name })}>
                  {t('security.passkey.change')}
                </a>
              ),
            },
          ]}
          rows={passkeys}
          rowKey={({ credentialId }) => credentialId}
        />
      )}
      {usable ? (
        <ButtonRow>
          <ButtonLink href="/account/passkeys/new" variant="secondary">
            {t('security.passkey.add')}
          </ButtonLink>
        </ButtonRow>
      ) : (
        <p className="note">{t('security.passkey.notHere')}</p>
      )}
    </Section>
  )
}

export function PasskeyFacts({ passkey }: { passkey: ListedPasskey }) {
  const { date } = useTranslator()
  const t = useT()
  const { createdAt, lastUsedAt, backedUp } = passkey
  return (
    <Facts
      items={[
        { label: t('security.passkey.column.created'), value: date(createdAt) },
        {
          label: t('security.passkey.column.used'),
          value: lastUsedAt === null ? t('security.passkey.never') : date(lastUsedAt),
        },
        {
          label: t('security.passkey.where'),
          value: backedUp ? t('security.passkey.where.several') : t('security.passkey.where.one'),
        },
      ]}
    />
  )
}
