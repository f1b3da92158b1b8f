import { useT } from '#app/i18n/use-translation.tsx'
import type { ScopeChoice } from '#app/identity/roles/find-choices.ts'
import { type RoleKind, roleKindValue } from '#app/identity/roles/role-grant.ts'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, SelectField, TextField } from '#app/ui/form.tsx'
import { roles } from '../viewer.ts'

/** The fields of the second step, in their order, for its summary of errors. */
export const grantFieldNames = ['scopeId', 'startsOn', 'endsOn'] as const

/** The first step: which role, and what kind of thing it is held over. Leads to the second. */
export function RoleKindForm({ action, kinds }: { action: string; kinds: readonly RoleKind[] }) {
  const t = useT()
  return (
    <Form method="get" action={action}>
      <SelectField
        name="what"
        label={t('admin.grant.kind')}
        emptyLabel={t('admin.grant.chooseKind')}
        groups={roles.flatMap((role) => {
          const options = kinds.flatMap((kind) =>
            kind.role === role ? [{ value: roleKindValue(kind), label: t(`admin.grant.over.${kind.scopeKind}`) }] : [],
          )
          return options.length > 0 ? [{ label: t(`identity.role.${role}`), options }] : []
        })}
        required
      />
      <ButtonRow>
        <Button variant="secondary">{t('admin.grant.next')}</Button>
      </ButtonRow>
    </Form>
  )
}

type FindScopeFormProps = { action: string; what: string; text: string; total: number; shown: number }

/** Before a long list: a part of the name makes it short. */
export function FindScopeForm({ action, what, text, total, shown }: FindScopeFormProps) {
  const t = useT()
  return (
    <Form method="get" action={action} hidden={{ what }} className="form form--row">
      <TextField
        name="find"
        type="search"
        label={t('admin.grant.find')}
        hint={t('admin.grant.findHint', { total, shown })}
        defaultValue={text}
        dir="auto"
      />
      <ButtonRow>
        <Button variant="secondary">{t('admin.grant.findSubmit')}</Button>
      </ButtonRow>
    </Form>
  )
}

type NewGrantFormProps = {
  kind: RoleKind
  /** What it can be over; none for the platform. */
  choices: readonly ScopeChoice[]
  errors: FieldErrors
  typed: Record<string, string>
}

/** The second step: over which thing, and from when until when. */
export function NewGrantForm({ kind, choices, errors, typed }: NewGrantFormProps) {
  const t = useT()
  return (
    <Form hidden={{ what: roleKindValue(kind) }}>
      {kind.scopeKind !== 'platform' && (
        <SelectField
          name="scopeId"
          label={t(`admin.grant.which.${kind.scopeKind}`)}
          emptyLabel={t('admin.grant.choose')}
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.scopeId}
          defaultValue={typed.scopeId}
          required
        />
      )}
      <TextField
        name="startsOn"
        type="date"
        label={t('admin.grant.startsOn')}
        hint={t('admin.grant.startsOnHint')}
        error={errors.startsOn}
        defaultValue={typed.startsOn}
      />
      <TextField
        name="endsOn"
        type="date"
        label={t('admin.grant.endsOn')}
        hint={t('admin.grant.endsOnHint')}
        error={errors.endsOn}
        defaultValue={typed.endsOn}
      />
      <ButtonRow>
        <Button>{t('admin.grant.submit')}</Button>
      </ButtonRow>
    </Form>
  )
}
