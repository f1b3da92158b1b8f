import type { ReactNode } from 'react'
import { SelectField } from '#app/ui/form.tsx'

/** The agencies of one country, whose name is in the page's language. `fullName`: after those it is a part of. */
export type AgencyGroup = { country: string; agencies: readonly { id: string; fullName: string }[] }

type AgencySelectProps = {
  label: ReactNode
  hint?: ReactNode
  /** What stands for none; left out, one must be chosen. */
  emptyLabel?: string
  groups: readonly AgencyGroup[]
  error?: readonly string[]
  defaultValue?: string
}

/** Posts `agencyId`, empty for none. */
export function AgencySelect({ groups, ...field }: AgencySelectProps) {
  return (
    <SelectField
      {...field}
      name="agencyId"
      groups={groups.map(({ country, agencies }) => ({
        label: country,
        options: agencies.map(({ id, fullName }) => ({ value: id, label: fullName })),
      }))}
    />
  )
}
