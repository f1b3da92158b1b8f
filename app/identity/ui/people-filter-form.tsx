import { useT } from '#app/i18n/use-translation.tsx'
import { accountStates, type PeopleFilter, type PeopleOrder } from '#app/identity/accounts/people-filter.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form, SelectField, TextField } from '#app/ui/form.tsx'
import { roles } from '../viewer.ts'
import type { AgencyGroup } from './agency-select.tsx'

type PeopleFilterFormProps = {
  filter: PeopleFilter
  order: PeopleOrder
  countries: readonly { code: string; name: string }[]
  /** Null where there are too many to list before a country was chosen. */
  agencies: readonly AgencyGroup[] | null
  /** Whether e-mail addresses are looked through, too. */
  byEmail: boolean
}

/** What narrows a list of people. All of it stands in the address, so that a list can be kept and passed on. */
export function PeopleFilterForm({ filter, order, countries, agencies, byEmail }: PeopleFilterFormProps) {
  const t = useT()
  const { text, country, agencyId, role, state } = filter
  const isNarrowed = country !== null || agencyId !== null || role !== null || state !== null
  return (
    <Form
      method="get"
      action="/admin/people"
      className="form form--row"
      hidden={order === 'name' ? {} : { sort: order }}
    >
      <TextField
        name="q"
        type="search"
        label={t(byEmail ? 'admin.people.search' : 'admin.people.searchNames')}
        defaultValue={text}
        dir="auto"
      />
      <ButtonRow>
        <Button variant="secondary">{t('admin.people.searchSubmit')}</Button>
        {(isNarrowed || text !== '') && (
          <ButtonLink href="/admin/people" variant="quiet">
            {t('admin.people.showAll')}
          </ButtonLink>
        )}
      </ButtonRow>
      <details className="filters" open={isNarrowed}>
        <summary>{t('admin.people.narrow')}</summary>
        <div className="filters__fields">
          {countries.length > 1 && (
            <SelectField
              name="country"
              label={t('admin.agencies.country')}
              emptyLabel={t('admin.people.any')}
              options={countries.map(({ code, name }) => ({ value: code, label: name }))}
              defaultValue={country ?? ''}
            />
          )}
          {agencies === null && <p className="note">{t('admin.people.countryFirst')}</p>}
          {agencies !== null && agencies.length > 0 && (
            <SelectField
              name="agency"
              label={t('admin.people.agencyFilter')}
              emptyLabel={t('admin.people.any')}
              groups={agencies.map((group) => ({
                label: group.country,
                options: group.agencies.map(({ id, fullName }) => ({ value: id, label: fullName })),
              }))}
              defaultValue={agencyId ?? ''}
            />
          )}
          <SelectField
            name="role"
            label={t('admin.people.roleFilter')}
            emptyLabel={t('admin.people.any')}
            options={[
              ...roles.map((value) => ({ value, label: t(`identity.role.${value}`) })),
              { value: 'none', label: t('admin.people.noRole') },
            ]}
            defaultValue={role ?? ''}
          />
          <SelectField
            name="state"
            label={t('admin.person.status')}
            emptyLabel={t('admin.people.any')}
            options={accountStates.map((value) => ({ value, label: t(`admin.people.state.${value}`) }))}
            defaultValue={state ?? ''}
          />
        </div>
      </details>
    </Form>
  )
}
