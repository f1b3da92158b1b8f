/** Failed sign-ins, or registrations, under one key; times in milliseconds UTC. */
export type Failures = { count: number; windowStartedAt: number; retryAt: number }

/** How many failures of a window are free, and how long to wait after the next: twice as long each time. */
export type Limit = { free: number; firstDelay: number; longestDelay: number; window?: number }

const MINUTE = 60_000

/** How long failures count together, unless a limit has a window of its own. */
export const FAILURE_WINDOW = 15 * MINUTE

/** No count is of use after this. */
export const LONGEST_WINDOW = 24 * 60 * MINUTE

/**
 * Guesses at one account from one address soon have to wait. The account as a whole is given far more, which takes
 * many addresses to use up: a stranger elsewhere cannot keep its owner out. An address may stand for a whole classroom
 * behind one router, so it is given more too, and made to wait less; so may all that register there in one lesson.
 * A browser where this person signed in before counts by itself: what others try elsewhere never keeps the owner out of it.
 * A code of six digits is worth far less than a password: an account is given some thirty guesses a day, and only who
 * knows the password is asked for one. Passkeys cannot be guessed; what is counted is how often an address begins.
 * No delay outlasts the window.
 */
export const limits = {
  accountAtDevice: { free: 5, firstDelay: MINUTE, longestDelay: 15 * MINUTE },
  accountAtAddress: { free: 5, firstDelay: MINUTE, longestDelay: 15 * MINUTE },
  account: { free: 50, firstDelay: MINUTE, longestDelay: 15 * MINUTE },
  address: { free: 30, firstDelay: MINUTE / 4, longestDelay: 5 * MINUTE },
  registration: { free: 100, firstDelay: MINUTE / 4, longestDelay: 5 * MINUTE },
  secondFactor: { free: 5, firstDelay: MINUTE, longestDelay: 60 * MINUTE, window: LONGEST_WINDOW },
  passkey: { free: 100, firstDelay: MINUTE / 4, longestDelay: 5 * MINUTE },
  /** User names that were taken, which tells of accounts; by address, or by the person who opens accounts for others. */
  taken: { free: 10, firstDelay: MINUTE / 4, longestDelay: 5 * MINUTE },
  /** Wrong codes of access cards, apart from passwords: who forgot one and got a card begins anew. */
  cardAtAddress: { free: 5, firstDelay: MINUTE, longestDelay: 15 * MINUTE },
  card: { free: 50, firstDelay: MINUTE, longestDelay: 15 * MINUTE },
  /** Wrong enrolment keys, by address. */
  enrolmentKey: { free: 20, firstDelay: MINUTE / 4, longestDelay: 5 * MINUTE },
  /** Wrong access codes of an examination, by person and quiz. A whole room sits behind one address. */
  accessCode: { free: 10, firstDelay: MINUTE, longestDelay: 5 * MINUTE },
  /** Mail asked for by whoever comes, by address; and what one mailbox is sent: one letter, then ever fewer. */
  mailAsked: { free: 20, firstDelay: MINUTE / 4, longestDelay: 5 * MINUTE },
  mailbox: { free: 1, firstDelay: 5 * MINUTE, longestDelay: 120 * MINUTE, window: LONGEST_WINDOW },
} as const satisfies Record<string, Limit>

export type LimitKind = keyof typeof limits

/** The count after one more failure at `now`. */
export function addFailure(before: Failures | null, { limit, now }: { limit: Limit; now: number }): Failures {
  const sameWindow = before !== null && now - before.windowStartedAt < (limit.window ?? FAILURE_WINDOW)
  const count = sameWindow ? before.count + 1 : 1
  const delay = Math.min(limit.firstDelay * 2 ** (count - limit.free), limit.longestDelay)
  return {
    count,
    windowStartedAt: sameWindow ? before.windowStartedAt : now,
    retryAt: count < limit.free ? 0 : now + delay,
  }
}

/**
 * What one person at the network can be told from another by: the address, or the /64 of an IPv6 address, within which
 * a single machine may choose freely.
 */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] ?? address
  const [plain = ''] = address.split('%', 1)
  if (!plain.includes(':')) return address
  const [head = '', tail] = plain.toLowerCase().split('::', 2)
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** How long to wait, in whole minutes, for people to be told: at least one. */
export function minutesUntil(retryAt: number, now: number): number {
  return Math.max(1, Math.ceil((retryAt - now) / MINUTE))
}
