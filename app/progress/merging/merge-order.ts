/** What of a learning event decides its place. */
export type PlacedEvent = { sequence: number; accountId: string; occurredAt: number }

/**
 * The order in which the events of two accounts of one person in one course are told as one history: by time, and within
 * each account as they were recorded, even where a clock went back. Completions are set by the first event that makes
 * them, and so come out with the earlier day of both.
 */
export function mergeOrder<Event extends PlacedEvent>(events: readonly Event[]): Event[] {
  const latest = new Map<string, number>()
  return [...events]
    .sort((a, b) => a.sequence - b.sequence)
    .map((event) => {
      const at = Math.max(event.occurredAt, latest.get(event.accountId) ?? 0)
      latest.set(event.accountId, at)
      return { event, at }
    })
    .sort((a, b) => a.at - b.at || a.event.sequence - b.event.sequence)
    .map(({ event }) => event)
}
