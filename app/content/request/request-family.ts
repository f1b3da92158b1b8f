import type { Family } from '../dialect/family.ts'

/** Drafting tasks: requests to another authority. */
export const requestFamily: Family = { components: [] }
