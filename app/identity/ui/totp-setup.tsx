import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'

const groupsOf = (secret: string) => secret.match(/.{1,4}/g) ?? []

/** The three steps of setting up an app that makes codes. `secret` in base 32; `uri` opens an app on this device. */
export function TotpSetup({ secret, uri, errors }: { secret: string; uri: string; errors: FieldErrors }) {
  const t = useT()
  return (
    <>
      <Section title={t('security.totp.app')}>
        <p>{t('security.totp.appText')}</p>
      </Section>
      <Section title={t('security.totp.scan')}>
        <p>{t('security.totp.scanText')}</p>
        <div className="to-scan">
          <QrCode text={uri} label={t('security.totp.qr')} />
        </div>
        <p>
          <a href={uri}>{t('security.totp.open')}</a>
        </p>
        <p>{t('security.totp.type')}</p>
        <p>
          <code className="copied-by-hand" dir="ltr" translate="no">
            {groupsOf(secret).join(' ')}
          </code>
        </p>
      </Section>
      <Section title={t('security.totp.first')}>
        <Form>
          <TextField
            name="code"
            label={t('security.code.app')}
            hint={t('security.totp.firstHint')}
            error={errors.code}
            autoComplete="one-time-code"
            inputMode="numeric"
            dir="ltr"
            required
          />
          <ButtonRow>
            <Button>{t('security.totp.submit')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </>
  )
}
