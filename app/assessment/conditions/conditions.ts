/** What a quiz asks of those who sit it, beyond its rules: set by who gives the examination, for the day. */
export type Conditions = {
  /** Told in the room; asked for when an attempt begins or moves to another device. Null: none. */
  accessCode: string | null
  /** Networks from which an attempt is begun and opened, as CIDR blocks; empty: from anywhere. */
  networks: readonly string[]
  /** Whether an attempt belongs to the browser that sits it, until it is moved. */
  oneDevice: boolean
}

/** The fields of the form that sets them, in the order of the page. */
export const conditionFields = ['accessCode', 'networks', 'oneDevice'] as const

export const noConditions: Conditions = { accessCode: null, networks: [], oneDevice: false }

/** What of the conditions people are told before they begin: never the code. */
export type ToldConditions = { asksCode: boolean; asksNetwork: boolean; isOffNetwork: boolean; oneDevice: boolean }

/** The least and the most signs of an access code. */
export const CODE_LENGTH = { least: 4, most: 40 } as const

/** A code as it is compared: how capitals and spaces were written or dictated does not matter, nor which width of digits. */
export function foldCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-–]+/gu, '')
    .toLowerCase()
}

/** Why somebody who meets the rules of a quiz may not begin or move all the same. `retryAt` in milliseconds UTC. */
export type ConditionRefusal =
  | { reason: 'network' }
  | { reason: 'code-missing' }
  | { reason: 'code-wrong' }
  | { reason: 'too-many-codes'; retryAt: number }
