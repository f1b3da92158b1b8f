/** A drafting task as authored: what a request to another authority must and must not say. */
export type RequestTask = { id: string; title: string }
