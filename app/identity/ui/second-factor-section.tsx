import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Tag } from '#app/ui/page.tsx'
import { FEW_RECOVERY_CODES } from '../second-factor/recovery-code.ts'
import type { SecondFactors } from '../second-factor/second-factors.ts'
import type { Role } from '../viewer.ts'

type WithheldNoticeProps = { roles: readonly Role[]; factors: SecondFactors; passkeysUsable: boolean }

/** Says which roles wait for a second factor, and what to do. */
export function WithheldNotice({ roles, factors, passkeysUsable }: WithheldNoticeProps) {
  const t = useT()
  if (roles.length === 0) return null
  const hasOne = factors.totp || factors.passkeys > 0
  return (
    <Notice tone="warning" title={t('security.withheld.title', { count: roles.length })}>
      <ul>
        {roles.map((role) => (
          <li key={role}>{t(`identity.role.${role}`)}</li>
        ))}
      </ul>
      {hasOne ? (
        <p>
          {t('security.withheld.show')} <a href="/confirm?next=/account/security">{t('security.withheld.showLink')}</a>
        </p>
      ) : (
        <>
          <p>{t('security.withheld.setUp')}</p>
          <ButtonRow>
            <ButtonLink href="/account/second-factor">{t('security.totp.setUp')}</ButtonLink>
            {passkeysUsable && (
              <ButtonLink href="/account/passkeys/new" variant="secondary">
                {t('security.passkey.add')}
              </ButtonLink>
            )}
          </ButtonRow>
        </>
      )}
    </Notice>
  )
}

/** Codes from an app, and the recovery codes. `requiring` are the roles that may be used only with a second factor. */
export function SecondFactorSection({ factors, requiring }: { factors: SecondFactors; requiring: readonly Role[] }) {
  const t = useT()
  const { totp, passkeys, recoveryCodes } = factors
  const isLast = totp && passkeys === 0
  return (
    <>
      <Section title={t('security.totp.section')} id="second-factor">
        <p>{t('security.totp.text')}</p>
        <p>{totp ? <Tag tone="success">{t('security.totp.on')}</Tag> : <Tag>{t('security.totp.off')}</Tag>}</p>
        <ButtonRow>
          <ButtonLink href="/account/second-factor" variant={totp ? 'secondary' : 'primary'}>
            {totp ? t('security.totp.move') : t('security.totp.setUp')}
          </ButtonLink>
        </ButtonRow>
        {totp && isLast && requiring.length > 0 && <p className="note">{t('security.error.required')}</p>}
        {totp && !(isLast && requiring.length > 0) && (
          <Form hidden={{ intent: 'remove-totp' }}>
            <ButtonRow>
              <Button variant="danger">{t('security.totp.remove')}</Button>
            </ButtonRow>
          </Form>
        )}
      </Section>
      {(totp || passkeys > 0) && (
        <Section title={t('security.recovery.title')}>
          <p>{t('security.recovery.lead')}</p>
          {recoveryCodes <= FEW_RECOVERY_CODES ? (
            <Notice tone="warning" title={t('security.recovery.left', { count: recoveryCodes })}>
              <p>{t('security.recovery.few')}</p>
            </Notice>
          ) : (
            <p>{t('security.recovery.left', { count: recoveryCodes })}</p>
          )}
          <ButtonRow>
            <ButtonLink href="/account/recovery-codes" variant="secondary">
              {t('security.recovery.make')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
    </>
  )
}
