import { useT } from '#app/i18n/use-translation.tsx'
import { TextField } from '#app/ui/form.tsx'
import { CODE_FIELD } from '../conditions/code-field.ts'
import { CODE_LENGTH } from '../conditions/conditions.ts'

/** Where the access code of a quiz is typed. */
export function AccessCodeField({ error, typed }: { error?: readonly string[]; typed?: string }) {
  const t = useT()
  return (
    <TextField
      name={CODE_FIELD}
      label={t('conditions.code')}
      hint={t('conditions.codeHint')}
      error={error}
      defaultValue={typed}
      autoComplete="off"
      spellCheck={false}
      required
      maxLength={CODE_LENGTH.most}
      dir="auto"
    />
  )
}
