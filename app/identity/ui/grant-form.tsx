import type { Translate } from '#app/i18n/translator.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, SelectField } from '#app/ui/form.tsx'
import { grantValue } from '#app/identity/roles/role-grant.ts'
import { type Grant, grantScopes, roles } from '../viewer.ts'
import { type ScopeNames, scopeText } from './grant-text.ts'

type OptionGroup = { label: string; options: { value: string; label: string }[] }

/** Every role that can be given, under its name: over the whole platform first, then over each thing. */
export function grantOptions(names: ScopeNames, t: Translate): OptionGroup[] {
  return roles.map((role) => {
    const grants: Grant[] = grantScopes[role].flatMap((scopeKind): Grant[] =>
      scopeKind === 'platform'
        ? [{ role, scopeKind, scopeId: '' }]
        : Object.keys(names[scopeKind]).map((scopeId) => ({ role, scopeKind, scopeId })),
    )
    const label = t(`identity.role.${role}`)
    return {
      label,
      options: grants.map((grant) => ({
        value: grantValue(grant),
        label: t('identity.account.role', { role: label, scope: scopeText(grant, names, t) }),
      })),
    }
  })
}

export function GrantForm({ groups, errors }: { groups: readonly OptionGroup[]; errors: FieldErrors }) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'grant' }}>
      <SelectField
        name="grant"
        label={t('admin.person.grantField')}
        emptyLabel={t('admin.person.grantEmpty')}
        groups={groups}
        error={errors.grant}
        required
      />
      <ButtonRow>
        <Button>{t('admin.person.grantSubmit')}</Button>
      </ButtonRow>
    </Form>
  )
}
