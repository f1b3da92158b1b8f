import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import { NewPasswordFields } from './new-password-fields.tsx'

/** The fields of the page, in their order, for its summary of errors. */
export const passwordFieldNames = ['currentPassword', 'password', 'passwordAgain'] as const

type PasswordSectionProps = { username: string; hasPassword: boolean; errors: FieldErrors }

/** The user name goes along for password managers, which else would not know whose password changes. */
export function PasswordSection({ username, hasPassword, errors }: PasswordSectionProps) {
  const t = useT()
  return (
    <Section title={hasPassword ? t('identity.account.password') : t('security.password.first')}>
      <p>{hasPassword ? t('identity.account.passwordLead') : t('security.password.firstLead')}</p>
      <Form hidden={{ intent: hasPassword ? 'password' : 'first-password' }}>
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        {hasPassword && (
          <TextField
            name="currentPassword"
            type="password"
            label={t('identity.account.currentPassword')}
            error={errors.currentPassword}
            autoComplete="current-password"
            required
          />
        )}
        <NewPasswordFields errors={errors} replaces={hasPassword} />
        <ButtonRow>
          <Button>{hasPassword ? t('identity.account.passwordSubmit') : t('security.password.firstSubmit')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
