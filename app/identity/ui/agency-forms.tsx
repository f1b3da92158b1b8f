import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, SelectField, TextField } from '#app/ui/form.tsx'

/** The fields of the page, in their order, for its summary of errors. */
export const agencyFieldNames = ['newName', 'name', 'parentId'] as const

type FormProps = { errors: FieldErrors; typed: Record<string, string> }

export function AddBelowForm({ errors, typed }: FormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'add' }}>
      <TextField
        name="newName"
        label={t('admin.agency.newName')}
        error={errors.newName}
        defaultValue={typed.newName}
        autoComplete="off"
        dir="auto"
        required
      />
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
      <TextField
        name="name"
        label={t('admin.agencies.nameField')}
        error={errors.name}
        defaultValue={typed.name ?? name}
        autoComplete="off"
        dir="auto"
        required
      />
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
