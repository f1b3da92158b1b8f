import type { Question } from '#app/content/question.ts'
import { choiceOptions } from './chance-mark.ts'
import { correlation, mean, median, sum } from './moments.ts'
import { type GroupName, groupScores } from './score-groups.ts'
import { LEAST_SHOWN, type Response, type Sitting } from './sitting.ts'
import { type ReadAnswer, readStoredAnswer } from './stored-answer.ts'

export type GroupCounts = Record<GroupName, number>

/**
 * How one question works, in its present wording. What there is too little for is null, never a number that is none;
 * of fewer than `LEAST_SHOWN` people everything is, but how many they are.
 */
export type QuestionFigures = {
  /** Attempts that asked this wording. */
  asked: number
  /** Attempts that asked the question in another wording: they count for nothing here. */
  otherWordings: number
  /** Mean mark, 0 to 1: the part of the marks that people got. */
  facility: number | null
  /** D: mean mark of the upper group less that of the lower, −1 to 1 (`groupScores`). */
  discrimination: number | null
  /** How the mark goes together with the result of the other questions, −1 to 1. */
  itemRest: number | null
  /** The part, 0 to 1, that left it without an answer. */
  unanswered: number | null
  /** The middle of the times, in milliseconds, that answers took, of how many people; null for fewer than `LEAST_SHOWN`. */
  medianTime: number | null
  timed: number
  /** How many of each group were asked; all are in the middle where the results do not tell groups apart. */
  groups: GroupCounts
  /** How many of each group chose each option, in authored order; null for a question that is not of choice. */
  options: GroupCounts[] | null
}

/** A question among the others of one attempt. `rest`: mean mark of the others, 0 to 1; null where there is no other. */
type Entry = { response: Response; rest: number | null; group: GroupName }

/**
 * The figures of each question over the same attempts.
 *
 * - *Facility* is the mean mark (for marks of 0 or 1 the proportion of right answers).
 * - *Discrimination* is the difference between Kelley's groups; groups are made by the whole result.
 * - *Item–rest correlation* is the point-biserial, corrected for the question being part of the total (Henrysson, S. (1963).
 *   Correction of item-total correlations in item analysis. Psychometrika 28, 211–218), in its plain form: Pearson's
 *   correlation of the mark with the mean mark of the other questions of the attempt. For part marks it is the same formula.
 * - *Distractor analysis* counts the options chosen by each group.
 * - *Time* is the median, which a few who went away hardly move; `time-spent.ts` says what is counted.
 *
 * Attempts may ask different questions; so a result is the mean mark of those asked.
 */
export function findQuestionFigures(
  questions: readonly { question: Question; questionHash: string }[],
  sittings: readonly Sitting[],
): QuestionFigures[] {
  const entries = entriesByWording(sittings)
  const asked = new Map<string, number>()
  for (const { questionId } of sittings.flat()) asked.set(questionId, (asked.get(questionId) ?? 0) + 1)
  return questions.map(({ question, questionHash }) => {
    const own = entries.get(questionHash) ?? []
    const attempts = { asked: own.length, otherWordings: (asked.get(question.id) ?? 0) - own.length }
    return { ...attempts, ...(own.length < LEAST_SHOWN ? nothing() : figuresOf(question, own)) }
  })
}

function entriesByWording(sittings: readonly Sitting[]): Map<string, Entry[]> {
  const totals = sittings.map((sitting) => sum(sitting.map(({ mark }) => mark)))
  const groups = groupScores(sittings.map((sitting, index) => (totals[index] ?? 0) / Math.max(1, sitting.length)))
  const entries = new Map<string, Entry[]>()
  for (const [index, sitting] of sittings.entries()) {
    const group = groups?.[index] ?? 'middle'
    for (const response of sitting) {
      const others = sitting.length - 1
      const rest = others === 0 ? null : ((totals[index] ?? 0) - response.mark) / others
      const known = entries.get(response.questionHash)
      if (known) known.push({ response, rest, group })
      else entries.set(response.questionHash, [{ response, rest, group }])
    }
  }
  return entries
}

type Worked = Omit<QuestionFigures, 'asked' | 'otherWordings'>

function figuresOf(question: Question, entries: readonly Entry[]): Worked {
  const marks = (group: GroupName) => entries.flatMap((entry) => (entry.group === group ? [entry.response.mark] : []))
  const [upper, lower] = [mean(marks('upper')), mean(marks('lower'))]
  const pairs = entries.flatMap(({ response, rest }) => (rest === null ? [] : [[response.mark, rest] as const]))
  return {
    facility: mean(entries.map(({ response }) => response.mark)),
    discrimination: upper === null || lower === null ? null : upper - lower,
    itemRest: correlation(pairs),
    ...timeFigures(entries),
    ...countAnswers(choiceOptions(question)?.length ?? null, entries),
  }
}

function timeFigures(entries: readonly Entry[]): Pick<Worked, 'medianTime' | 'timed'> {
  const times = entries.flatMap(({ response }) => response.timeSpent ?? [])
  return { medianTime: times.length < LEAST_SHOWN ? null : median(times), timed: times.length }
}

/** Who answered what. Few answers differ, so each is read once. */
function countAnswers(
  optionCount: number | null,
  entries: readonly Entry[],
): Pick<Worked, 'unanswered' | 'groups' | 'options'> {
  const groups = nobody()
  const options = optionCount === null ? null : Array.from({ length: optionCount }, nobody)
  const known = new Map<string | null, ReadAnswer>()
  let left = 0
  for (const { response, group } of entries) {
    const read = known.get(response.answer) ?? readStoredAnswer(response.answer)
    known.set(response.answer, read)
    groups[group] += 1
    if (!read.isAnswered) left += 1
    for (const index of read.chosen) {
      const option = options?.[index]
      if (option) option[group] += 1
    }
  }
  return { unanswered: left / entries.length, groups, options }
}

const nobody = (): GroupCounts => ({ upper: 0, middle: 0, lower: 0 })

const nothing = (): Worked => ({
  facility: null,
  discrimination: null,
  itemRest: null,
  unanswered: null,
  medianTime: null,
  timed: 0,
  groups: nobody(),
  options: null,
})
