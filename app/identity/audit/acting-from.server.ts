import { AsyncLocalStorage } from 'node:async_hooks'
import { describeDevice } from '../sign-in/device.ts'

type From = { address: string; userAgent?: string | null }

const place = new AsyncLocalStorage<From>()

/**
 * Does `work` on behalf of a request from a network address and a browser, which entries of the audit log, and of the
 * log of a quiz, made on the way will name.
 */
export function actingFrom<T>(from: From, work: () => T): T {
  return place.run(from, work)
}

/** The address of the request that is being answered; null from the terminal and from jobs. */
export function currentAddress(): string | null {
  return place.getStore()?.address ?? null
}

/** Browser and system of the request that is being answered, in words as `describeDevice` gives; null when unknown. */
export function currentDevice(): string | null {
  return describeDevice(place.getStore()?.userAgent ?? null) || null
}
