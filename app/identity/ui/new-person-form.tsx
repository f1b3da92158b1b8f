import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ChoiceGroup, type FieldErrors, Form, TextField } from '#app/ui/form.tsx'
import { type AgencyGroup, AgencySelect } from './agency-select.tsx'
import { DisplayNameField, UsernameField } from './name-fields.tsx'

/** The fields of the form, in their order, for its summary of errors. */
export const newPersonFieldNames = ['username', 'displayName', 'email', 'agencyId', 'invite'] as const

type NewPersonFormProps = {
  errors: FieldErrors
  typed: Record<string, string>
  agencies: readonly AgencyGroup[]
  /** Whether the person must be at one of the agencies. */
  needsAgency: boolean
  /** Whether an invitation by mail can be offered. */
  canSend: boolean
}

/** An account for somebody else, and how they get in. */
export function NewPersonForm({ errors, typed, agencies, needsAgency, canSend }: NewPersonFormProps) {
  const t = useT()
  const invite = typed.invite ?? 'card'
  const byCard = { value: 'card', label: t('waysIn.newPerson.byCard'), hint: t('waysIn.newPerson.byCardHint') }
  const byMail = { value: 'mail', label: t('waysIn.newPerson.byMail'), hint: t('waysIn.newPerson.byMailHint') }
  return (
    <Form hidden={canSend ? {} : { invite: 'card' }}>
      <UsernameField
        own={false}
        hint={t('admin.newPerson.usernameHint')}
        error={errors.username}
        typed={typed.username}
      />
      <DisplayNameField
        own={false}
        hint={t('admin.newPerson.displayNameHint')}
        error={errors.displayName}
        typed={typed.displayName}
      />
      <TextField
        name="email"
        type="email"
        label={t('admin.newPerson.email')}
        error={errors.email}
        defaultValue={typed.email}
        autoComplete="off"
      />
      <AgencySelect
        label={t('admin.newPerson.agency')}
        emptyLabel={needsAgency ? t('waysIn.newPerson.chooseAgency') : t('admin.newPerson.noAgency')}
        groups={agencies}
        error={errors.agencyId}
        defaultValue={typed.agencyId}
      />
      {canSend && (
        <ChoiceGroup
          kind="radio"
          name="invite"
          legend={t('waysIn.newPerson.invite')}
          error={errors.invite}
          options={[byCard, byMail].map((option) => ({ ...option, checked: option.value === invite }))}
        />
      )}
      <ButtonRow>
        <Button>{t('admin.newPerson.submit')}</Button>
      </ButtonRow>
    </Form>
  )
}
