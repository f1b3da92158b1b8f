import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import type { ConfirmWays } from '../sign-in/confirm-identity.server.ts'
import { codeFieldNames, SecondFactorFields } from './second-factor-fields.tsx'

export const confirmFieldNames = ['password', ...codeFieldNames] as const

type ConfirmFormProps = { username: string; ways: ConfirmWays; withApp: boolean; errors: FieldErrors }

/** Asks for what the account would be signed in to with: a password, a code, or both. */
export function ConfirmForm({ username, ways, withApp, errors }: ConfirmFormProps) {
  const t = useT()
  const form = (
    <Form hidden={{ intent: ways.password ? 'password' : 'code' }}>
      <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
      {ways.password && (
        <TextField
          name="password"
          type="password"
          label={t('identity.field.password')}
          error={errors.password}
          autoComplete="current-password"
          required
        />
      )}
      {ways.code && <SecondFactorFields withApp={withApp} errors={errors} />}
      <ButtonRow>
        <Button>{t('identity.confirm.submit')}</Button>
      </ButtonRow>
    </Form>
  )
  if (!ways.passkey) return form
  return <Section title={t(ways.password ? 'security.confirm.password' : 'security.confirm.code')}>{form}</Section>
}
