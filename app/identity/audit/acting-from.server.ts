import { AsyncLocalStorage } from 'node:async_hooks'

const place = new AsyncLocalStorage<{ address: string }>()

/** Does `work` on behalf of a request from a network address, which entries of the audit log made on the way will name. */
export function actingFrom<T>(from: { address: string }, work: () => T): T {
  return place.run(from, work)
}

/** The address of the request that is being answered; null from the terminal and from jobs. */
export function currentAddress(): string | null {
  return place.getStore()?.address ?? null
}
