import { useT } from '#app/i18n/use-translation.tsx'
import { type FieldErrors, TextField } from '#app/ui/form.tsx'

export const codeFieldNames = ['code', 'recoveryCode'] as const

/** Where a code is typed: from the app, or, folded away while there is an app, a recovery code. */
export function SecondFactorFields({ withApp, errors }: { withApp: boolean; errors: FieldErrors }) {
  const t = useT()
  const recovery = (
    <TextField
      name="recoveryCode"
      label={t('security.code.recovery')}
      hint={t('security.code.recoveryHint')}
      error={errors.recoveryCode}
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
    />
  )
  if (!withApp) return recovery
  return (
    <>
      <TextField
        name="code"
        label={t('security.code.app')}
        hint={t('security.code.appHint')}
        error={errors.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
      />
      <details className="unfold" open={errors.recoveryCode !== undefined}>
        <summary>{t('security.code.lost')}</summary>
        {recovery}
      </details>
    </>
  )
}
