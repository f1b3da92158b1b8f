/** Why two accounts are not merged, or not yet. */
export type MergeRefusal =
  /** Both are one account. */
  | 'same'
  /** The duplicate is the viewer's own account: nobody closes the account they work with. */
  | 'self'
  /** The duplicate is the last account that can administer. */
  | 'last-administrator'
  /** The holder of one of the accounts asked for their data to be erased. */
  | 'erasure-asked'

/** One of two accounts of a person, as the page shows it that merges them. Times in milliseconds UTC. */
export type MergingAccount = {
  id: string
  username: string
  displayName: string
  email: string | null
  agency: { name: string; countryCode: string } | null
  createdAt: number
  lastActiveAt: number | null
  isSuspended: boolean
}

export type MergingPair = { kept: MergingAccount; duplicate: MergingAccount }

/** What is settled of the accounts themselves, in counts where nothing else is said. */
export type ClosedDuplicate = {
  /** Roles of the duplicate that end. */
  roles: number
  /** Ways in of the duplicate that are taken away: password, passkeys, one-time passwords. */
  hadPassword: boolean
  passkeys: number
  hadTotp: boolean
  /** Single sign-on: identities that lead to the kept account from now on. */
  identities: number
  /** Whether the kept account, having none, takes over the e-mail address; `given-up` when it has another. */
  email: 'none' | 'taken-over' | 'given-up'
  agencyTakenOver: boolean
}
