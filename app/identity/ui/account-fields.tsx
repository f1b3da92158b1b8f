import { useT } from '#app/i18n/use-translation.tsx'
import type { FieldErrors } from '#app/ui/form.tsx'
import { DisplayNameField, UsernameField } from './name-fields.tsx'
import { NewPasswordFields } from './new-password-fields.tsx'
import { type AgencyGroup, AgencySelect } from './agency-select.tsx'

type AccountFieldsProps = {
  errors: FieldErrors
  typed: Record<string, string>
  /** Where people may say that they work; left out, they are not asked. */
  agencies?: readonly AgencyGroup[]
}

/** The fields of the form, in their order, for its summary of errors. */
export const accountFieldNames = ['username', 'displayName', 'agencyId', 'password', 'passwordAgain'] as const

/** What somebody who opens an account of their own is asked. */
export function AccountFields({ errors, typed, agencies = [] }: AccountFieldsProps) {
  const t = useT()
  return (
    <>
      <UsernameField own hint={t('identity.field.usernameHint')} error={errors.username} typed={typed.username} />
      <DisplayNameField
        own
        hint={t('identity.field.displayNameHint')}
        error={errors.displayName}
        typed={typed.displayName}
      />
      {agencies.length > 0 && (
        <AgencySelect
          label={t('identity.field.agency')}
          emptyLabel={t('identity.field.agencyNone')}
          groups={agencies}
          error={errors.agencyId}
          defaultValue={typed.agencyId}
        />
      )}
      <NewPasswordFields errors={errors} />
    </>
  )
}
