import { z } from 'zod'
import { difficulties, type Difficulty } from './question.ts'

export const quizKinds = ['pre-test', 'module', 'post-test', 'final'] as const
export type QuizKind = (typeof quizKinds)[number]

/** Which attempt's result is a person's result. A completion once earned stays whatever counts. */
export const countings = ['best', 'first', 'last'] as const
export type Counting = (typeof countings)[number]

/**
 * When right answers and explanations are shown: after handing in, once passed or when no attempt is left, never.
 * Marks are always shown, and the articles to read again.
 */
export const feedbackRules = ['at-once', 'when-passed', 'never'] as const
export type FeedbackRule = (typeof feedbackRules)[number]

export const pageRules = ['all', 'one'] as const
export type PageRule = (typeof pageRules)[number]

/** The order in which an attempt asks its questions: as they were written, or drawn for each attempt. */
export const questionOrders = ['written', 'drawn'] as const
export type QuestionOrder = (typeof questionOrders)[number]

/** So many of the quiz's questions: of those about one of `articles` (null: on whatever) and of one difficulty (null: of whichever). */
export type DrawRule = { articles: readonly number[] | null; difficulty: Difficulty | null; count: number }

/** The rules of a quiz. */
export type QuizSettings = {
  kind: QuizKind
  /** Per cent of the marks needed to pass; 0 for a pre-test that names none. */
  passMark: number
  /** Whether options are drawn in a new order for each attempt. */
  shuffle: boolean
  /** Minutes from the start of an attempt; null without a limit. */
  timeLimit: number | null
  /** The most attempts a person has; null without a limit. */
  attempts: number | null
  /** Hours from handing in to the next beginning. */
  wait: number
  counts: Counting
  feedback: FeedbackRule
  /** Whether all questions stand on one page, or each on its own. */
  page: PageRule
  /** Drawn questions stand in a drawn order, whatever is said here. */
  order: QuestionOrder
  /** Which questions are drawn for an attempt; null asks all. */
  draw: readonly DrawRule[] | null
}

/** As it is stored and compared: the rules that an author wrote, but for those that are as they are without a word. */
export type WrittenSettings = Pick<QuizSettings, 'kind' | 'passMark' | 'shuffle'> & Partial<QuizSettings>

const unsaid = {
  timeLimit: null,
  attempts: null,
  wait: 0,
  counts: 'best',
  feedback: 'at-once',
  page: 'all',
  order: 'written',
  draw: null,
} as const satisfies Partial<QuizSettings>

/** All rules: those written, and what holds where none is. */
export function completeSettings(written: WrittenSettings): QuizSettings {
  return { ...unsaid, ...written }
}

/** The inverse. Rules of an older edition and those of today are the same text where they are the same rules. */
export function writtenSettings(settings: QuizSettings): WrittenSettings {
  const { kind, passMark, shuffle, ...rules } = settings
  const said = Object.entries(rules).filter(([name, value]) => value !== unsaid[name as keyof typeof unsaid])
  return { kind, passMark, shuffle, ...Object.fromEntries(said) }
}

const stored: z.ZodType<WrittenSettings> = z.object({
  kind: z.enum(quizKinds),
  passMark: z.number(),
  shuffle: z.boolean(),
  timeLimit: z.number().nullable().optional(),
  attempts: z.number().nullable().optional(),
  wait: z.number().optional(),
  counts: z.enum(countings).optional(),
  feedback: z.enum(feedbackRules).optional(),
  page: z.enum(pageRules).optional(),
  order: z.enum(questionOrders).optional(),
  draw: z
    .array(
      z.object({
        articles: z.array(z.number()).nullable(),
        difficulty: z.enum(difficulties).nullable(),
        count: z.number(),
      }),
    )
    .nullable()
    .optional(),
})

/** Rules as they were stored, by whatever version. */
export function parseQuizSettings(json: string): QuizSettings {
  return completeSettings(stored.parse(JSON.parse(json)))
}

/** Whether handing in is enough: a pre-test measures what is known before, and nobody fails it. */
export function isDoneByHandingIn(kind: QuizKind): boolean {
  return kind === 'pre-test'
}

/** How many questions an attempt asks, of a quiz that has so many. */
export function countAsked({ draw }: Pick<QuizSettings, 'draw'>, questions: number): number {
  return draw?.reduce((sum, { count }) => sum + count, 0) ?? questions
}
