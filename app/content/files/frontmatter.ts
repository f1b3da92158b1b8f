import { z } from 'zod'
import { type ArticleReference, ARTICLE_COUNT, parseArticleReference } from '#app/convention/article-reference.ts'
import { levels } from '../revisions/edition.ts'

// The author's reference, field by field. Messages follow the field's name: "`title` must not be empty."

export const text = (longest: number) =>
  z
    .string({ error: 'must be text (put it in quotes if it looks like a number or a date)' })
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must have at most ${longest} characters`)

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export function isId(value: string): boolean {
  return ID.test(value) && value.length <= 64 && !(value in {})
}

export const ID_HINT = 'Use small letters a to z, digits and single hyphens, 64 characters at most.'

export const id = z
  .string({ error: 'must be text' })
  .refine(isId, `is not an id: small letters a to z, digits and single hyphens, 64 characters at most`)
  .meta({ pattern: ID.source, maxLength: 64 })

export const minutes = (most: number) =>
  z
    .number({ error: 'must be a whole number of minutes' })
    .int('must be a whole number of minutes')
    .min(1, 'must be at least 1')
    .max(most, `must be at most ${most}`)

export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item, { error: 'must be a list' })

/** "25", "42.3" or 25. A number such as 42.3 is refused: YAML would read 42.10 as 42.1. */
const articleReference = z
  .union([z.string(), z.number().int()], { error: 'must be an article such as "25" or "42.3", in quotes' })
  .transform((value, context): ArticleReference => {
    const reference = parseArticleReference(String(value))
    if (reference) return reference
    context.addIssue({
      code: 'custom',
      message: `names an article that does not exist: the Convention has articles 1 to ${ARTICLE_COUNT}`,
    })
    return z.NEVER
  })

export const articleNumber = z
  .number({ error: 'must be the number of an article' })
  .int('must be the number of an article')
  .min(1, `names an article that does not exist: the Convention has articles 1 to ${ARTICLE_COUNT}`)
  .max(ARTICLE_COUNT, `names an article that does not exist: the Convention has articles 1 to ${ARTICLE_COUNT}`)

const NO_LANGUAGE = 'must be a language code such as en or pt-BR'

/** What reads, counts and sorts by language throws at a code that only looks like one, such as en-US-US. */
function isLocale(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const language = z
  .string({ error: NO_LANGUAGE })
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: NO_LANGUAGE, abort: true })
  .refine(isLocale, NO_LANGUAGE)

export const courseFields = z.strictObject({
  id: id.describe('Permanent name. Never change it once the course is published.'),
  title: text(120).describe('The heading that learners see.'),
  summary: text(400).describe('One or two sentences for the catalogue.'),
  language: language.describe('Language of the text, such as en.'),
  level: z.enum(levels, { error: `must be one of ${levels.join(', ')}` }).describe('How much the reader must know.'),
  audience: text(300).describe('Who it is for, in one sentence.'),
  articles: listOf(articleNumber)
    .min(1, 'must name at least one article')
    .describe('The articles of the Convention that the course teaches: [24, 25].'),
  objectives: listOf(z.strictObject({ id, text: text(300) }))
    .min(1, 'must have at least one objective')
    .describe('What the reader can do afterwards.'),
  retired: listOf(id).default([]).describe('Ids once published and now withdrawn on purpose.'),
})

export const moduleFields = z.strictObject({
  id: id.describe('Permanent name. Never change it once the course is published.'),
  title: text(120).describe('The heading that learners see.'),
  summary: text(400).describe('One or two sentences for the outline.'),
})

export const lessonFields = z.strictObject({
  id: id.describe('Permanent name. Never change it once the lesson is published.'),
  title: text(120).describe('The heading that learners see.'),
  summary: text(300).describe('One sentence for the outline.'),
  minutes: minutes(60).describe('Honest time to read and answer.'),
  articles: listOf(articleReference)
    .min(1, 'must name at least one article')
    .describe('The articles or paragraphs that it teaches: ["25", "42.3"].'),
  objectives: listOf(id)
    .min(1, 'must name at least one objective of course.yaml')
    .describe('Ids of objectives in course.yaml.'),
})

export type CourseFields = z.infer<typeof courseFields>
export type ModuleFields = z.infer<typeof moduleFields>
export type LessonFields = z.infer<typeof lessonFields>
