import type { ExchangedQuestion as Question } from '../exchange-item.ts'

type BodyOf<One> = One extends Question
  ? Omit<One, 'id' | 'stemHtml' | 'explanationHtml' | 'articles' | 'objective'>
  : never

/** A text with gaps has its question in its paragraphs, and so may have a stem of its own. */
export type MoodleBody = BodyOf<Question> & { stemHtml?: string }
