import { useT } from '#app/i18n/use-translation.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { formatCardCode } from '../ways-in/card-code.ts'

/** Recovery codes, shown this once: to be printed or copied. The answer that holds them is kept by nobody. */
export function RecoveryCodes({ codes, username }: { codes: readonly string[]; username: string }) {
  const t = useT()
  return (
    <Section title={t('security.recovery.shown')}>
      <Notice tone="warning" title={t('security.recovery.once')}>
        <p>{t('security.recovery.onceText')}</p>
      </Notice>
      <p>
        {t('security.recovery.of')} <bdi>{username}</bdi>
      </p>
      <ol className="recovery-codes" dir="ltr" translate="no">
        {codes.map((code) => (
          <li key={code}>
            <code>{formatCardCode(code)}</code>
          </li>
        ))}
      </ol>
      <ButtonRow>
        <ButtonLink href="/account/security?changed">{t('security.recovery.kept')}</ButtonLink>
      </ButtonRow>
    </Section>
  )
}
