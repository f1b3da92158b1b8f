import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, SelectField, TextField } from '#app/ui/form.tsx'

/** The fields of the page, in their order, for its summary of errors. */
export const agencyFieldNames = ['newName', 'name', 'parentId'] as const

type FormProps = { errors: FieldErrors; typed: Record<string, string> }

type NameFieldProps = {
  name?: string
  label: string
  error: readonly string[] | undefined
  value: string | undefined
}

export function AgencyNameField({ name = 'name', label, error, value }: NameFieldProps) {
  return (
    <TextField name={name} label={label} error={error} defaultValue={value} autoComplete="off" dir="auto" required />
  )
}

export function AddBelowForm({ errors, typed }: FormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'add' }}>
      <AgencyNameField name="newName" label={t('admin.agency.newName')} error={errors.newName} value={typed.newName} />
      <ButtonRow>
        <Button>{t('admin.agency.add')}</Button>
      </ButtonRow>
    </Form>
  )
}

export function RenameForm({ name, errors, typed }: FormProps & { name: string }) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'rename' }}>
      <AgencyNameField label={t('admin.agencies.nameField')} error={errors.name} value={typed.name ?? name} />
      <ButtonRow>
        <Button variant="secondary">{t('admin.agency.rename')}</Button>
      </ButtonRow>
    </Form>
  )
}

type MoveFormProps = FormProps & {
  targets: readonly { id: string; fullName: string }[]
  /** Whether it can go to the top of its country. */
  toTop: boolean
}

export function MoveForm({ targets, toTop, errors, typed }: MoveFormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'move' }}>
      <p>{t('admin.agency.moveText')}</p>
      <SelectField
        name="parentId"
        label={t('admin.agency.parent')}
        emptyLabel={t('admin.grant.choose')}
        options={[
          ...(toTop ? [{ value: 'top', label: t('admin.agency.top') }] : []),
          ...targets.map(({ id, fullName }) => ({ value: id, label: fullName })),
        ]}
        error={errors.parentId}
        defaultValue={typed.parentId}
        required
      />
      <ButtonRow>
        <Button variant="secondary">{t('admin.agency.move')}</Button>
      </ButtonRow>
    </Form>
  )
}

export function RemoveForm() {
  const t = useT()
  return (
    <Form hidden={{ intent: 'remove' }}>
      <p>{t('admin.agency.removeText')}</p>
      <ButtonRow>
        <Button variant="danger">{t('admin.agency.remove')}</Button>
      </ButtonRow>
    </Form>
  )
}
