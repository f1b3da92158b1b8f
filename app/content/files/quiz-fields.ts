import { z } from 'zod'
import { difficulties } from '../question.ts'
import {
  countings,
  type Counting,
  type FeedbackRule,
  feedbackRules,
  pageRules,
  questionOrders,
  type QuestionOrder,
  type QuizKind,
  quizKinds,
} from '../quiz-settings.ts'
import { articleNumber, id, listOf, minutes, text } from './frontmatter.ts'

// The author's reference for a quiz, field by field, as in frontmatter.ts.

const wholeNumber = (of: string, most: number) =>
  z
    .number({ error: `must be a whole number of ${of}` })
    .int(`must be a whole number of ${of}`)
    .min(1, 'must be at least 1')
    .max(most, `must be at most ${most}`)

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` })

/** Fields of one rule of `draw`. */
const drawFields = {
  articles: listOf(articleNumber)
    .min(1, 'must name at least one article')
    .nullable()
    .default(null)
    .describe('Only questions about one of these articles: [25, 27]. Any, if left out.'),
  difficulty: oneOf(difficulties)
    .nullable()
    .default(null)
    .describe('Only questions of this difficulty. Any, if left out.'),
  count: wholeNumber('questions', 500).describe('How many questions are drawn by this rule.'),
}
export const drawFieldNames = Object.keys(drawFields)

export const quizFields = z
  .strictObject({
    id: id.describe('Permanent name. Never change it once the quiz is published.'),
    title: text(120).describe('The heading that learners see.'),
    summary: text(300).describe('One sentence for the outline.'),
    kind: oneOf(quizKinds).describe('What the quiz is for, and so where it stands.'),
    passMark: wholeNumber('per cent', 100)
      .optional()
      .describe('Per cent needed to pass. Only a pre-test may go without.'),
    minutes: minutes(180).describe('Honest time to answer.'),
    shuffle: z
      .boolean({ error: 'must be true or false' })
      .default(true)
      .describe('Whether each attempt shows the options in a new order.'),
    timeLimit: minutes(600)
      .nullable()
      .default(null)
      .describe('Minutes that an attempt may take. No limit, if left out.'),
    attempts: wholeNumber('attempts', 100)
      .nullable()
      .default(null)
      .describe('The most attempts that a person has. As many as they like, if left out.'),
    wait: wholeNumber('hours', 2160).optional().describe('Hours to wait after handing in before the next attempt.'),
    counts: oneOf(countings).default('best').describe('Which attempt counts.'),
    feedback: oneOf(feedbackRules).default('at-once').describe('When right answers and explanations are shown.'),
    page: oneOf(pageRules).default('all').describe('Whether all questions stand on one page, or one on each.'),
    order: oneOf(questionOrders)
      .optional()
      .describe('Whether questions stand as they are written, or in a new order for each attempt.'),
    draw: listOf(z.strictObject(drawFields))
      .min(1, 'must have at least one rule')
      .nullable()
      .default(null)
      .describe('Which questions each attempt draws. All are asked, if left out.'),
  })
  .superRefine((quiz, context) => {
    for (const { field, message } of contradictions(quiz)) {
      context.addIssue({ code: 'custom', path: [field], message })
    }
  })

type Contradiction = { field: string; message: string }

/** Rules of a quiz that cannot hold together. */
function contradictions({
  kind,
  passMark,
  minutes,
  timeLimit,
  attempts,
  wait,
  counts,
  feedback,
  order,
  draw,
}: {
  kind: QuizKind
  passMark?: number
  minutes: number
  timeLimit: number | null
  attempts: number | null
  wait?: number
  counts: Counting
  feedback: FeedbackRule
  order?: QuestionOrder
  draw: readonly unknown[] | null
}): Contradiction[] {
  const found: Contradiction[] = []
  const refuse = (field: string, message: string) => found.push({ field, message })
  if (passMark === undefined && kind !== 'pre-test') refuse('passMark', 'is needed: only a pre-test may go without')
  if (passMark === undefined && feedback === 'when-passed') {
    refuse('feedback', 'cannot be when-passed: without a `passMark` nobody passes')
  }
  if (timeLimit !== null && timeLimit < minutes) {
    refuse('timeLimit', `is shorter than the ${minutes} minutes that the quiz takes by its own word`)
  }
  if (attempts === 1 && wait !== undefined)
    refuse('wait', 'waits for a further attempt, but `attempts` allows only one')
  if (attempts === 1 && counts !== 'best') {
    refuse('counts', 'chooses between attempts, but `attempts` allows only one')
  }
  if (draw !== null && order === 'written') {
    refuse('order', 'cannot be written: drawn questions stand in a drawn order')
  }
  return found
}

export type QuizFields = z.infer<typeof quizFields>
