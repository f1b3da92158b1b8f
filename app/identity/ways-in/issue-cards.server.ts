import { write } from '#db/client.server.ts'
import { findSettings } from '../settings/settings-queries.server.ts'
import { hasPassword } from '../sign-in/passwords.server.ts'
import type { Viewer } from '../viewer.ts'
import type { IssuedCard } from './issue-access-card.server.ts'
import { issueCard } from './issue-card.server.ts'
import { type Newcomer, stillNewcomers } from './newcomer-queries.server.ts'

/** A card for somebody of a list. `agency` says where to hand it over. */
export type ListedCard = IssuedCard & { agency?: string }

/** Cards of one change: others' changes wait for it. */
const CARDS_AT_ONCE = 50

/**
 * Makes a card for each of these people, in their order. Who signed in meanwhile, or is out of the viewer's reach, gets
 * none. Earlier cards of the others stop working. The codes can be shown this once. `now` in milliseconds UTC.
 */
export async function issueCards({
  viewer,
  people,
  now,
}: {
  viewer: Viewer
  people: readonly Newcomer[]
  now: number
}): Promise<ListedCard[]> {
  const cards: ListedCard[] = []
  for (let start = 0; start < people.length; start += CARDS_AT_ONCE) {
    const group = people.slice(start, start + CARDS_AT_ONCE)
    const made = await write(async (tx) => {
      const { cardDays: validDays } = await findSettings(tx)
      const waiting = await stillNewcomers({ viewer, accountIds: group.map(({ id }) => id), now }, tx)
      const made: ListedCard[] = []
      for (const { id: accountId, username, displayName, agency } of group) {
        const account = waiting.find(({ id }) => id === accountId)
        if (!account) continue
        const kind = hasPassword(account.passwordHash) ? 'reset' : 'invitation'
        const card = await issueCard({ issuedBy: viewer.accountId, accountId, kind, now, validDays }, tx)
        made.push({ ...card, username, displayName, ...(agency === null ? {} : { agency }) })
      }
      return made
    })
    cards.push(...made)
  }
  return cards
}
