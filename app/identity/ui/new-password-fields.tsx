import { useT } from '#app/i18n/use-translation.tsx'
import { type FieldErrors, TextField } from '#app/ui/form.tsx'

/** Posts `password` and `passwordAgain`. `replaces`: beside the current password, from which these are told apart. */
export function NewPasswordFields({ errors, replaces = false }: { errors: FieldErrors; replaces?: boolean }) {
  const t = useT()
  return (
    <>
      <TextField
        name="password"
        type="password"
        label={t(replaces ? 'identity.account.newPassword' : 'identity.field.password')}
        hint={t('identity.field.newPasswordHint')}
        error={errors.password}
        autoComplete="new-password"
        required
      />
      <TextField
        name="passwordAgain"
        type="password"
        label={t(replaces ? 'identity.account.newPasswordAgain' : 'identity.field.passwordAgain')}
        error={errors.passwordAgain}
        autoComplete="new-password"
        required
      />
    </>
  )
}
