import type { Family } from '../dialect/family.ts'

/** The official words of the Convention. */
export const quoteFamily: Family = { components: [] }
