import type { Family } from '../dialect/family.ts'

/** Branching cases. */
export const scenarioFamily: Family = { components: [] }
