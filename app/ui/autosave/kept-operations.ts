/** The answer to one question as it was last chosen and not yet received. It is replaced, never changed. */
export type Operation = {
  /** "<page>-<count>": see app/assessment/later-wins.ts. */
  id: string
  fields: [name: string, value: string][]
  /** When it was chosen, by the device's clock; for after the page is closed. */
  at: number
  /** The same by the monotonic clock of the page whose `id` this is; of no use on another. */
  tick: number
  /** The server's clock at the choice, reckoned on from when the page was made. */
  moment: number
}

/** Operations by question, kept in the browser under the attempt's address until they are received. */
export function keptOperations(key: string): {
  read: () => [string, Operation][]
  write: (operations: ReadonlyMap<string, Operation>) => void
} {
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? '[]') as [string, Operation][]
      } catch {
        return []
      }
    },
    write(operations) {
      try {
        if (operations.size > 0) localStorage.setItem(key, JSON.stringify([...operations]))
        else localStorage.removeItem(key)
      } catch {
        // Storage may be switched off or full: answers are still sent.
      }
    },
  }
}

/** Milliseconds since it was chosen: by the monotonic clock where it was chosen on this page, else as the device tells. */
export function ageOf({ id, at, tick }: Operation, page: string): number {
  const age = id.startsWith(`${page}-`) ? performance.now() - tick : Date.now() - at
  return Math.max(Math.round(age), 0)
}
