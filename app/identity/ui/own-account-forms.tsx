import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'

/** The fields of the page, in their order, for its summary of errors. */
export const ownAccountFieldNames = ['displayName', 'locale'] as const

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
