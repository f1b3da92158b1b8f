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

/**
 * Operations by question, kept in the browser under the attempt's address until they are received. Each page has a place
 * of its own, so that two tabs of one attempt do not undo each other; a page that opens takes over what others left, the
 * later choice at each question.
 */
export function keptOperations(
  attempt: string,
  page: string,
): {
  takeOver: () => Map<string, Operation>
  write: (operations: ReadonlyMap<string, Operation>) => void
} {
  const key = `${attempt} ${page}`
  function write(operations: ReadonlyMap<string, Operation>) {
    try {
      if (operations.size > 0) localStorage.setItem(key, JSON.stringify([...operations]))
      else localStorage.removeItem(key)
    } catch {
      // Storage may be switched off or full: answers are still sent.
    }
  }
  return {
    takeOver() {
      const taken = new Map<string, Operation>()
      const others = keysOf(attempt)
      for (const [position, operation] of others.flatMap(readAt)) {
        if (operation.at >= (taken.get(position)?.at ?? 0)) taken.set(position, operation)
      }
      write(taken)
      for (const other of others) localStorage.removeItem(other)
      return taken
    },
    write,
  }
}

function keysOf(attempt: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(attempt))
  } catch {
    return []
  }
}

function readAt(key: string): [string, Operation][] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as [string, Operation][]
  } catch {
    return []
  }
}

/** Milliseconds since it was chosen: by the monotonic clock where it was chosen on this page, else as the device tells. */
export function ageOf({ id, at, tick }: Operation, page: string): number {
  const age = id.startsWith(`${page}-`) ? performance.now() - tick : Date.now() - at
  return Math.max(Math.round(age), 0)
}
