import { z } from 'zod'
import { courseFields } from '../files/frontmatter.ts'
import type { TermDefinition } from './term-definition.ts'

const { id, title, summary, articles } = courseFields.shape

/** A letter or number as the Convention labels its paragraphs. YAML reads a bare number as one. */
const paragraph = z
  .union([z.string(), z.number()], { error: 'must be a letter or a number, such as "b"' })
  .transform(String)
  .refine((value) => /^(?:[a-z]{1,4}|[1-9]\d?)$/.test(value), 'must be a letter or a number, such as "b"')

const entryFields = z.strictObject({
  id: id.describe('The name that lessons use: <Term id="…">.'),
  term: title.describe('The term, as it is written in the middle of a sentence.'),
  definition: summary.describe('What it means, in one or two plain sentences.'),
  article: articles.element.optional().describe('The article of the Convention that defines it.'),
  paragraph: paragraph.optional().describe('Where in that article, as it is labelled there: "b".'),
  also: z
    .array(title, { error: 'must be a list' })
    .default([])
    .describe('Other spellings, so that none is defined twice.'),
})

/** Fields of glossary.yaml, which is a list. */
export const glossaryFields = z
  .array(
    entryFields.refine((entry) => entry.paragraph === undefined || entry.article !== undefined, {
      path: ['paragraph'],
      message: 'needs an article beside it',
    }),
    { error: 'must be a list' },
  )
  .min(1, 'must have at least one term')

export const entryNames = Object.keys(entryFields.shape)

/** One entry of a glossary.yaml. */
export type GlossaryEntry = z.infer<typeof entryFields>

export function definitionOf({ id, term, definition, article, paragraph }: GlossaryEntry): TermDefinition {
  return { id, term, definition, article: article ?? null, paragraph: paragraph ?? null }
}

const TERMS = '/convention/terms'

/** Where the page of all terms explains this one. */
export function termHref(id: string): string {
  return `${TERMS}#${termAnchor(id)}`
}

export function termAnchor(id: string): string {
  return `term-${id}`
}
