import type { Family } from '../dialect/family.ts'

/** Texts that several lessons include. */
export const partialFamily: Family = { components: [] }
