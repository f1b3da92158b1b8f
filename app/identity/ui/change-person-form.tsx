import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'
import { type AgencyGroup, AgencySelect } from './agency-select.tsx'
import { DisplayNameField, UsernameField } from './name-fields.tsx'

/** The fields of the form, in their order, for its summary of errors. */
export const changePersonFieldNames = ['displayName', 'username', 'email', 'agencyId'] as const

type ChangePersonFormProps = {
  typed: Record<string, string>
  errors: FieldErrors
  agencies: readonly AgencyGroup[]
  /** Whether the person may be left without an agency. */
  mayBeNowhere: boolean
}

export function ChangePersonForm({ typed, errors, agencies, mayBeNowhere }: ChangePersonFormProps) {
  const t = useT()
  return (
    <Form>
      <DisplayNameField
        own={false}
        hint={t('admin.newPerson.displayNameHint')}
        error={errors.displayName}
        typed={typed.displayName}
      />
      <UsernameField own={false} hint={t('admin.change.usernameHint')} error={errors.username} typed={typed.username} />
      <TextField
        name="email"
        type="email"
        label={t('admin.newPerson.email')}
        hint={t('admin.change.emailHint')}
        error={errors.email}
        defaultValue={typed.email}
        autoComplete="off"
      />
      <AgencySelect
        label={t('admin.newPerson.agency')}
        {...(mayBeNowhere ? { emptyLabel: t('admin.newPerson.noAgency') } : {})}
        hint={t('admin.change.agencyHint')}
        groups={agencies}
        error={errors.agencyId}
        defaultValue={typed.agencyId}
      />
      <ButtonRow>
        <Button>{t('admin.change.submit')}</Button>
      </ButtonRow>
    </Form>
  )
}
