import type { Family } from '../dialect/family.ts'

/** Questions to oneself, answered in private. */
export const reflectionFamily: Family = { components: [] }
