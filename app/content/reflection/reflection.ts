/** A question to oneself, answered in private. */
export type Reflection = { id: string; promptHtml: string }
