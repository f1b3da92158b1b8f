/** A branching case as authored. */
export type Scenario = { id: string; title: string }
