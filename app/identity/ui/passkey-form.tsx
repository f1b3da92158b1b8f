import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-translation.tsx'
import { Button, type ButtonVariant, ButtonRow } from '#app/ui/button.tsx'
import scriptUrl from '#app/ui/passkey/passkey.ts?worker&url'
import type { PasskeyPurpose } from '../second-factor/passkey.ts'

type PasskeyFormProps = {
  purpose: PasskeyPurpose
  /** Whether passkeys work at this address of the site at all: they need HTTPS and a name. */
  usable: boolean
  submit: string
  variant?: ButtonVariant
  action?: string
  hidden?: Record<string, string>
  /** The name of a tick elsewhere on the page that goes along. */
  takesAlong?: string
  children?: ReactNode
}

/**
 * A form that asks the browser for a passkey (app/ui/passkey). It is hidden until the script finds that the browser can;
 * where it cannot, where there is no JavaScript, and where the site has no HTTPS, a sentence says so instead.
 */
export function PasskeyForm({
  purpose,
  usable,
  submit,
  variant = 'secondary',
  action,
  hidden = {},
  takesAlong,
  children,
}: PasskeyFormProps) {
  const t = useT()
  if (!usable) return <p className="note">{t('security.passkey.notHere')}</p>
  return (
    <>
      <form
        method="post"
        action={action}
        className="form"
        hidden
        data-passkey={`/passkeys/${purpose}`}
        data-with={takesAlong}
        data-waiting={t('security.passkey.waiting')}
        data-cancelled={t('security.passkey.cancelled')}
        data-known={t('security.passkey.known')}
        data-failed={t('security.passkey.failed')}
      >
        {Object.entries({ ...hidden, credential: '', ...(takesAlong ? { [takesAlong]: '' } : {}) }).map(
          ([name, value]) => (
            <input key={name} type="hidden" name={name} defaultValue={value} />
          ),
        )}
        {children}
        <ButtonRow>
          <Button variant={variant}>{submit}</Button>
        </ButtonRow>
        <p className="note" role="status" />
      </form>
      <p className="note" data-passkey-missing hidden>
        {t('security.passkey.missing')}
      </p>
      <noscript>
        <p className="note">{t('security.passkey.noScript')}</p>
      </noscript>
      <script type="module" src={scriptUrl} />
    </>
  )
}
