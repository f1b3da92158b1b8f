import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, SelectField, TextField } from '#app/ui/form.tsx'
import { AUDIT_PATH, type AuditAddress, isNarrowed } from '../audit/audit-filter.ts'
import { type AuditAction, subjectKinds } from '../audit/audit.ts'
import { actionText, kindLabels } from '../audit/audit-words.ts'

type AuditFiltersProps = { address: AuditAddress; errors: FieldErrors; actions: readonly AuditAction[] }

/** What to look for in the audit log. */
export function AuditFilters({ address, errors, actions }: AuditFiltersProps) {
  const t = useT()
  const choices = actions
    .map((action) => ({ value: action, label: actionText(action, { t }) }))
    .sort((one, other) => one.label.localeCompare(other.label))
  return (
    <search aria-label={t('audit.search')}>
      <Form method="get" action={AUDIT_PATH} className="form form--row" noValidate>
        <TextField
          name="person"
          label={t('audit.search.person')}
          hint={t('audit.search.personHint')}
          error={errors.person}
          defaultValue={address.person}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
        />
        <SelectField
          name="action"
          label={t('audit.search.action')}
          defaultValue={address.action ?? ''}
          emptyLabel={t('audit.search.anyAction')}
          options={choices}
        />
        <SelectField
          name="kind"
          label={t('audit.search.kind')}
          defaultValue={address.kind ?? ''}
          emptyLabel={t('audit.search.anyKind')}
          options={subjectKinds.map((kind) => ({ value: kind, label: t(kindLabels[kind]) }))}
        />
        <TextField
          name="from"
          type="date"
          label={t('audit.search.from')}
          error={errors.from}
          defaultValue={address.from}
        />
        <TextField name="to" type="date" label={t('audit.search.to')} error={errors.to} defaultValue={address.to} />
        <TextField
          name="address"
          label={t('audit.search.address')}
          hint={t('audit.search.addressHint')}
          error={errors.address}
          defaultValue={address.address}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
        />
        <ButtonRow>
          <Button variant="secondary">{t('audit.search.submit')}</Button>
          {isNarrowed(address) && (
            <ButtonLink href={AUDIT_PATH} variant="quiet">
              {t('audit.search.all')}
            </ButtonLink>
          )}
        </ButtonRow>
      </Form>
    </search>
  )
}
