import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'

/** The fields of the page, in their order, for its summary of errors. */
export const ownAccountFieldNames = ['displayName', 'currentPassword', 'password', 'passwordAgain'] as const

export function ChangeNameForm({ displayName, errors }: { displayName: string; errors: FieldErrors }) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'name' }}>
      <TextField
        name="displayName"
        label={t('identity.field.displayName')}
        hint={t('identity.field.displayNameHint')}
        error={errors.displayName}
        defaultValue={displayName}
        autoComplete="name"
        dir="auto"
        required
      />
      <ButtonRow>
        <Button>{t('identity.account.nameSubmit')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The user name goes along for password managers, which else would not know whose password changes. */
export function ChangePasswordForm({ username, errors }: { username: string; errors: FieldErrors }) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'password' }}>
      <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
      <TextField
        name="currentPassword"
        type="password"
        label={t('identity.account.currentPassword')}
        error={errors.currentPassword}
        autoComplete="current-password"
        required
      />
      <TextField
        name="password"
        type="password"
        label={t('identity.account.newPassword')}
        hint={t('identity.field.newPasswordHint')}
        error={errors.password}
        autoComplete="new-password"
        required
      />
      <TextField
        name="passwordAgain"
        type="password"
        label={t('identity.account.newPasswordAgain')}
        error={errors.passwordAgain}
        autoComplete="new-password"
        required
      />
      <ButtonRow>
        <Button>{t('identity.account.passwordSubmit')}</Button>
      </ButtonRow>
    </Form>
  )
}
