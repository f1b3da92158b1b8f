import { useT } from '#app/i18n/use-translation.tsx'
import { ChoiceGroup, type FieldErrors } from '#app/ui/form.tsx'

type CountryChoiceProps = {
  /** Those that agencies are in: only their people can be found by country. */
  countries: readonly { code: string; name: string }[]
  chosen: readonly string[]
  errors: FieldErrors
}

/** Posts `countries`, once for each that is ticked. Nothing where no agency says who is from where. */
export function CountryChoice({ countries, chosen, errors }: CountryChoiceProps) {
  const t = useT()
  if (countries.length === 0) return null
  return (
    <ChoiceGroup
      kind="checkbox"
      name="countries"
      legend={t('manage.countries.legend')}
      hint={t('manage.countries.hint')}
      error={errors.countries}
      options={countries.map(({ code, name }) => ({ value: code, label: name, checked: chosen.includes(code) }))}
    />
  )
}
