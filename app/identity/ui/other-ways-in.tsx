import { useT } from '#app/i18n/use-translation.tsx'
import type { PlatformSettings } from '../settings/platform-settings.ts'

type OtherWaysInProps = { registration: PlatformSettings['registration']; registerHref: string }

/** What else somebody can do who cannot sign in with a password: as far as the platform lets strangers in. */
export function OtherWaysIn({ registration, registerHref }: OtherWaysInProps) {
  const t = useT()
  return (
    <>
      <p>
        <a href="/forgot">{t('waysIn.ways.forgot')}</a>
      </p>
      <p>
        {t('waysIn.ways.cardAsk')} <a href="/card">{t('waysIn.ways.card')}</a>
      </p>
      {registration === 'closed' ? (
        <p>
          {t('waysIn.ways.closed')} {t('waysIn.ways.keyAsk')} <a href={registerHref}>{t('waysIn.ways.withKey')}</a>
        </p>
      ) : (
        <p>
          {t('identity.signIn.register')} <a href={registerHref}>{t('identity.signIn.registerLink')}</a>
        </p>
      )}
    </>
  )
}
