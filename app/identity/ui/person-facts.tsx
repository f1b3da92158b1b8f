import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import type { FoundPerson, PersonDetails } from '#app/identity/accounts/person-queries.server.ts'
import type { AccountState } from '#app/identity/accounts/people-filter.ts'
import type { SecondFactors } from '#app/identity/second-factor/second-factors.ts'
import { Facts, Tag, type TagTone } from '#app/ui/page.tsx'

/** Where somebody works, in words; null for nowhere. */
export type Employer = { agency: string; country: string } | null

const tones: Record<AccountState, TagTone> = {
  active: 'neutral',
  new: 'info',
  suspended: 'warning',
  leaving: 'warning',
}

export function StateTag({ state }: { state: AccountState }) {
  const t = useT()
  return <Tag tone={tones[state]}>{t(`admin.people.state.${state}`)}</Tag>
}

type PersonFactsProps = {
  person: Pick<FoundPerson, 'username' | 'state' | 'suspendedAt' | 'roles'>
  employer: Employer
}

/** What everybody who finds a person is shown. */
export function PersonFacts({
  person: { username, state, suspendedAt, roles },
  employer,
  details,
}: PersonFactsProps & { details: PersonDetails | null }) {
  const { t, date } = useTranslator()
  return (
    <Facts
      items={[
        { label: t('admin.people.username'), value: <bdi>{username}</bdi> },
        {
          label: t('admin.people.agency'),
          value: employer ? <bdi>{t('admin.people.agencyIn', employer)}</bdi> : t('identity.account.noAgency'),
        },
        {
          label: t('admin.person.status'),
          value:
            suspendedAt === null ? (
              <StateTag state={state} />
            ) : (
              <Tag tone="warning">{t('admin.person.suspendedSince', { date: date(suspendedAt) })}</Tag>
            ),
        },
        ...(details ? detailItems(details, t, date) : []),
        ...(details
          ? []
          : [
              {
                label: t('admin.person.roles'),
                value:
                  roles.length > 0
                    ? roles.map((role) => t(`identity.role.${role}`)).join(', ')
                    : t('admin.person.none'),
              },
            ]),
      ]}
    />
  )
}

type Translator = ReturnType<typeof useTranslator>

function detailItems(details: PersonDetails, t: Translator['t'], date: Translator['date']) {
  const { email, emailVerifiedAt, createdAt, lastActiveAt, erasureDueAt, secondFactors, sessions, hasPassword } =
    details
  return [
    {
      label: t('identity.account.email'),
      value:
        email === null ? (
          t('identity.account.noEmail')
        ) : (
          <>
            <bdi dir="ltr">{email}</bdi>{' '}
            {emailVerifiedAt === null ? (
              <Tag tone="warning">{t('admin.person.emailUnverified')}</Tag>
            ) : (
              <Tag tone="success">{t('admin.person.emailVerified')}</Tag>
            )}
          </>
        ),
    },
    { label: t('admin.person.since'), value: date(createdAt) },
    {
      label: t('admin.person.lastVisit'),
      value: lastActiveAt === null ? t('admin.people.never') : date(lastActiveAt),
    },
    { label: t('admin.person.sessions'), value: t('admin.person.sessionsCount', { sessions }) },
    {
      label: t('admin.person.password'),
      value: t(hasPassword ? 'admin.person.passwordSet' : 'admin.person.passwordNone'),
    },
    { label: t('admin.person.secondFactor'), value: secondFactorText(secondFactors, t) },
    ...(erasureDueAt === null ? [] : [{ label: t('admin.person.erasure'), value: date(erasureDueAt) }]),
  ]
}

function secondFactorText({ totp, passkeys, recoveryCodes }: SecondFactors, t: Translator['t']): string {
  const shown = [
    ...(totp ? [t('admin.person.totp', { codes: recoveryCodes })] : []),
    ...(passkeys > 0 ? [t('admin.person.passkeys', { passkeys })] : []),
  ]
  return shown.join(', ') || t('admin.person.none')
}
