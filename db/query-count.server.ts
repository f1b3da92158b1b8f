import { AsyncLocalStorage } from 'node:async_hooks'

const counter = new AsyncLocalStorage<{ queries: number }>()

/** Runs `work` and counts the queries made on its behalf, transactions' own statements not included. */
export function countingQueries<T>(count: { queries: number }, work: () => T): T {
  return counter.run(count, work)
}

export const queryCounter = {
  logQuery(): void {
    const count = counter.getStore()
    if (count) count.queries += 1
  },
}
