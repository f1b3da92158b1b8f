import type { Family } from '../dialect/family.ts'

/** Figure, Video, Download: files beside the text. */
export const mediaFamily: Family = { components: [] }
