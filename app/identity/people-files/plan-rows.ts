import { displayNameSchema, nameKey, optionalEmailSchema, usernameSchema } from '../accounts/account.ts'
import type { Place } from '../viewer.ts'
import type { FindAgency, NamedAgency } from './find-agency.ts'
import type { PeopleRow } from './people-file.ts'
import type { ChangedField, PlannedRow, RefusalReason } from './planned-row.ts'

/** An account that a row may mean. */
export type KnownAccount = {
  id: string
  displayName: string
  email: string | null
  agency: { id: string; countryCode: string } | null
  /** Whether the viewer may change it; an account that is closed nobody changes. */
  isAdministered: boolean
}

/** All that decides what becomes of rows, beside the rows. Planning keeps it up to date as if each row were done. */
export type ImportWorld = {
  /** By the key of the user name. */
  accounts: Map<string, KnownAccount>
  /** Whose each e-mail address is, by its key: an account's id, or a line of the file. */
  addresses: Map<string, string>
  /** User names of the file so far, by key, with their lines. */
  named: Map<string, number>
  findAgency: FindAgency
  findCountry: (text: string) => string | null
  /** Whether the viewer may place people there. */
  mayPlaceAt: (place: Place) => boolean
}

/** What a row would write. */
export type RowChange = { username: string; displayName?: string; email?: string; agencyId?: string }

export type RowPlan = { row: PlannedRow; change: RowChange | null }

type Refused = { reason: RefusalReason; firstLine?: number }

/**
 * What becomes of a row. It is matched by user name; an empty cell, like a column that is missing, leaves what is there.
 * Rows that are refused change nothing, here or in `world`.
 */
export function planRow({ line, cells }: PeopleRow, world: ImportWorld): RowPlan {
  const typed = cells.username ?? ''
  const about = { line, username: typed }
  const refuse = (refused: Refused): RowPlan => ({ row: { ...about, outcome: 'refused', ...refused }, change: null })

  if (typed === '') return refuse({ reason: 'username-missing' })
  const username = usernameSchema.safeParse(typed)
  const key = nameKey(typed)
  const known = world.accounts.get(key)
  if (!known && !username.success) return refuse({ reason: 'username-unusable' })
  const firstLine = world.named.get(key)
  if (firstLine !== undefined) return refuse({ reason: 'username-twice', firstLine })
  world.named.set(key, line)
  if (known && !known.isAdministered) return refuse({ reason: 'username-not-yours' })

  const wanted = readRow(cells, known, world)
  if ('reason' in wanted) return refuse(wanted)
  const { displayName, email, agency } = wanted
  const owner = known?.id ?? `line ${line}`
  const emailKey = email === undefined ? undefined : nameKey(email)
  const holder = emailKey === undefined ? undefined : world.addresses.get(emailKey)
  if (holder !== undefined && holder !== owner) return refuse({ reason: 'email-taken' })

  if (!known) {
    if (displayName === undefined) return refuse({ reason: 'name-missing' })
    if (!world.mayPlaceAt(agency ?? null)) return refuse({ reason: agency ? 'agency-unknown' : 'agency-missing' })
    if (emailKey !== undefined) world.addresses.set(emailKey, owner)
    return {
      row: { ...about, outcome: 'created', accountId: null },
      change: { username: username.data ?? typed, displayName, ...given({ email, agencyId: agency?.id }) },
    }
  }

  const accountId = known.id
  const change = given({
    displayName: displayName === known.displayName ? undefined : displayName,
    // An address that differs in capitals only is the same, and stays verified.
    email: known.email !== null && emailKey === nameKey(known.email) ? undefined : email,
    agencyId: agency?.id === known.agency?.id ? undefined : agency?.id,
  })
  if (change.agencyId !== undefined && !world.mayPlaceAt(agency ?? null)) return refuse({ reason: 'agency-unknown' })
  const fields = changedFields(change)
  if (fields.length === 0) return { row: { ...about, outcome: 'unchanged', accountId }, change: null }
  if (change.email !== undefined) {
    if (known.email !== null) world.addresses.delete(nameKey(known.email))
    world.addresses.set(nameKey(change.email), accountId)
  }
  return { row: { ...about, outcome: 'changed', accountId, fields }, change: { username: typed, ...change } }
}

type Wanted = { displayName?: string; email?: string; agency?: NamedAgency }

function readRow(cells: PeopleRow['cells'], known: KnownAccount | undefined, world: ImportWorld): Wanted | Refused {
  const wanted: Wanted = {}
  if (cells.name) {
    const name = displayNameSchema.safeParse(cells.name)
    if (!name.success) return { reason: 'name-unusable' }
    wanted.displayName = name.data
  }
  if (cells.email) {
    const email = optionalEmailSchema.safeParse(cells.email)
    if (!email.success || email.data === null) return { reason: 'email-unusable' }
    wanted.email = email.data
  }
  const countryCode = cells.country ? world.findCountry(cells.country) : null
  if (cells.country && countryCode === null) return { reason: 'country-unknown' }
  if (!cells.agency) {
    // Nobody belongs to a country but through an agency: a country alone would be dropped without a word.
    const says = countryCode !== null && known?.agency?.countryCode !== countryCode
    return says ? { reason: 'country-alone' } : wanted
  }
  const found = world.findAgency({ name: cells.agency, countryCode })
  if (found.status !== 'found') return { reason: `agency-${found.status}` }
  return { ...wanted, agency: found.agency }
}

function changedFields(change: Omit<RowChange, 'username'>): ChangedField[] {
  return [
    ...(change.displayName === undefined ? [] : ['name' as const]),
    ...(change.email === undefined ? [] : ['email' as const]),
    ...(change.agencyId === undefined ? [] : ['agency' as const]),
  ]
}

function given<Values extends Record<string, string | undefined>>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
