import { Fragment } from 'react'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { LinkedIdentity } from '../single-sign-on/linked-identity-queries.server.ts'

type SignInLink = { name: string; href: string; sharedHref: string }

/** Ways in by providers. Links, not forms: the content security policy lets no form lead to another site. */
export function SingleSignOnLinks({ links }: { links: readonly SignInLink[] }) {
  const t = useT()
  if (links.length === 0) return null
  return (
    <Section title={t('singleSignOn.title')}>
      {links.map(({ name, href, sharedHref }) => (
        <Fragment key={href}>
          <ButtonRow>
            <ButtonLink href={href} variant="secondary">
              {t('singleSignOn.signInWith', { name })}
            </ButtonLink>
          </ButtonRow>
          <p>
            <a href={sharedHref}>{t('singleSignOn.signInShared', { name })}</a>
          </p>
        </Fragment>
      ))}
    </Section>
  )
}

/** Beside or instead of the password, for people who are linked to a provider. */
export function ConfirmLinks({ links }: { links: readonly { name: string; href: string }[] }) {
  const t = useT()
  if (links.length === 0) return null
  return (
    <>
      <p>{t('singleSignOn.confirmLead')}</p>
      <ButtonRow>
        {links.map(({ name, href }) => (
          <ButtonLink key={href} href={href} variant="secondary">
            {t('singleSignOn.confirmWith', { name })}
          </ButtonLink>
        ))}
      </ButtonRow>
    </>
  )
}

type LinkedIdentitiesProps = {
  identities: readonly LinkedIdentity[]
  linkable: readonly { name: string; href: string }[]
}

/** The identities elsewhere that open one's account; nothing on a site without providers. */
export function LinkedIdentities({ identities, linkable }: LinkedIdentitiesProps) {
  const t = useT()
  const { date } = useTranslator()
  if (identities.length === 0 && linkable.length === 0) return null
  const nameOf = ({ provider, issuer }: LinkedIdentity) => provider?.name ?? issuer
  return (
    <Section id="linked-identities" title={t('singleSignOn.linked.title')}>
      <p>{t('singleSignOn.linked.lead')}</p>
      {identities.length === 0 ? (
        <p>{t('singleSignOn.linked.none')}</p>
      ) : (
        <DataTable
          caption={t('singleSignOn.linked.caption')}
          captionHidden
          columns={[
            {
              key: 'provider',
              header: t('singleSignOn.linked.provider'),
              cell: (row) => <bdi>{nameOf(row)}</bdi>,
              rowHeader: true,
            },
            { key: 'since', header: t('singleSignOn.linked.since'), cell: ({ createdAt }) => date(createdAt) },
            { key: 'used', header: t('singleSignOn.linked.used'), cell: ({ lastUsedAt }) => date(lastUsedAt) },
            {
              key: 'what',
              header: t('singleSignOn.linked.what'),
              cell: (row) =>
                row.bound ? (
                  t(`singleSignOn.linked.bound.${row.bound}`)
                ) : (
                  <Form action="/account/security/unlink" hidden={{ issuer: row.issuer }}>
                    <Button variant="secondary">{t('singleSignOn.linked.unlinkOf', { name: nameOf(row) })}</Button>
                  </Form>
                ),
            },
          ]}
          rows={[...identities]}
          rowKey={({ issuer }) => issuer}
        />
      )}
      {linkable.length > 0 && (
        <ButtonRow>
          {linkable.map(({ name, href }) => (
            <ButtonLink key={href} href={href} variant="secondary">
              {t('singleSignOn.linked.link', { name })}
            </ButtonLink>
          ))}
        </ButtonRow>
      )}
    </Section>
  )
}
