/** A word of the glossary. */
export type TermDefinition = {
  id: string
  term: string
  definition: string
  /** Where the Convention defines it: an article and, perhaps, a lettered paragraph. */
  article: number | null
  paragraph: string | null
}
