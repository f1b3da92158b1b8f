import type { Family } from '../dialect/family.ts'

/** Terms of the glossary. */
export const glossaryFamily: Family = { components: [] }
