import { useT } from '#app/i18n/use-translation.tsx'
import { type FieldErrors, TextField } from '#app/ui/form.tsx'

/** Posts `password` and `passwordAgain`. */
export function NewPasswordFields({ errors }: { errors: FieldErrors }) {
  const t = useT()
  return (
    <>
      <TextField
        name="password"
        type="password"
        label={t('identity.field.password')}
        hint={t('identity.field.newPasswordHint')}
        error={errors.password}
        autoComplete="new-password"
        required
      />
      <TextField
        name="passwordAgain"
        type="password"
        label={t('identity.field.passwordAgain')}
        error={errors.passwordAgain}
        autoComplete="new-password"
        required
      />
    </>
  )
}
