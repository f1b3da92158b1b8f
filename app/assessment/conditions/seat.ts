/** Where somebody sits an attempt, as the server sees it. */
export type Seat = {
  /** Handle of the session, which names the browser. */
  session: string
  /** Network address of the request. */
  address: string
}

/** Whether an attempt goes on here: not where it belongs to another browser. `heldBy` null: it belongs to none. */
export function isSeatedAt({ heldBy }: { heldBy: string | null }, { session }: Pick<Seat, 'session'>): boolean {
  return heldBy === null || heldBy === session
}
