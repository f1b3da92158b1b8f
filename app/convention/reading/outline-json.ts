import { z } from 'zod'
import { officialLanguageOf } from '../official-language.ts'
import type { Remark } from '../official-text.ts'
import type { Draft, Section } from './source-line.ts'

/** The form in which parts of the text are passed on: chapters, their articles, a text for each paragraph or item. */
const officialJson = z.object({
  lang: z.string(),
  title: z.string().optional(),
  preamble: z.array(z.string()).default([]),
  chapters: z.array(
    z.object({
      number: z.number().int(),
      title: z.string().default(''),
      articles: z.array(
        z.object({ number: z.number().int(), title: z.string().default(''), paragraphs: z.array(z.string()) }),
      ),
    }),
  ),
})

/** Takes a JSON file apart; says what is wrong with its form. */
export function outlineJson(
  source: string,
): { status: 'outlined'; language: string; draft: Draft } | { status: 'refused'; sentence: string } {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return { status: 'refused', sentence: `This is not sound JSON: ${(error as Error).message}.` }
  }
  const read = officialJson.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const place = issue?.path.join('.') || 'the file'
    return {
      status: 'refused',
      sentence: `The JSON file has another form than expected at ${place}: ${issue?.message}.`,
    }
  }
  const { lang, title = '', preamble, chapters } = read.data
  const sections = chapters.flatMap((chapter, place): Section[] => [
    // A chapter without a title may only stand for the place of its articles.
    { kind: 'chapter', number: chapter.number, title: chapter.title.trim(), at: `chapters[${place}]` },
    ...chapter.articles.map((article, index): Section => {
      const at = `chapters[${place}].articles[${index}]`
      const blocks = article.paragraphs.map((text, number) => ({
        text: text.trim(),
        at: `${at}.paragraphs[${number}]`,
      }))
      return {
        kind: 'article',
        number: article.number,
        title: article.title.trim(),
        at,
        blocks: blocks.filter(({ text }) => text),
      }
    }),
  ])
  const unplaced: Remark[] =
    preamble.length > 0 ? [{ at: 'preamble', message: `the preamble (${preamble.length} paragraphs)` }] : []
  const words = [
    title,
    ...sections.flatMap((one) => [one.title, ...(one.kind === 'article' ? one.blocks.map(({ text }) => text) : [])]),
  ]
  return {
    status: 'outlined',
    language: officialLanguageOf(lang) ?? lang,
    draft: { sections, words: words.join('\n'), unplaced, remarks: [] },
  }
}
