import type { Family } from '../dialect/family.ts'

/** Diagrams written as text. */
export const diagramFamily: Family = { components: [] }
