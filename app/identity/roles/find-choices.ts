import { nameKey } from '#app/identity/accounts/account.ts'

/** One thing that a role can be held over. */
export type ScopeChoice = { id: string; name: string }

/** A list this long can still be chosen from: there are 249 countries. */
const MOST_CHOICES = 250

/**
 * The things to choose from whose name holds `text`, at most 250 of them. `isLong` when there are more in all, so that a
 * person must look for the right one; `total` is how many hold the text.
 */
export function findChoices(
  all: readonly ScopeChoice[],
  text: string,
): { choices: ScopeChoice[]; total: number; isLong: boolean } {
  const key = nameKey(text)
  const found = all.filter(({ name }) => nameKey(name).includes(key))
  return { choices: found.slice(0, MOST_CHOICES), total: found.length, isLong: all.length > MOST_CHOICES }
}
