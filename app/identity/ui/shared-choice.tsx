import { useT } from '#app/i18n/use-translation.tsx'
import { ChoiceGroup } from '#app/ui/form.tsx'

/** Posts `shared`, 'yes' on a computer that others use too. */
export function SharedChoice({ typed = {} }: { typed?: Record<string, string> | undefined }) {
  const t = useT()
  return (
    <ChoiceGroup
      kind="checkbox"
      name="shared"
      legend={t('identity.signIn.where')}
      options={[
        {
          value: 'yes',
          label: t('identity.signIn.shared'),
          hint: t('identity.signIn.sharedHint'),
          checked: typed.shared === 'yes',
        },
      ]}
    />
  )
}
