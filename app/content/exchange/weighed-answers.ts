import { note, type Note } from './exchange-note.ts'

/** An answer as other programs have it: `weight` in per cent of the marks. */
export type Weighed = { weight: number; feedbackHtml: string }

/**
 * Which options are right: of one choice the one that gives the most, of several all that give something. Ours give all
 * the marks or none, each right one the same and each wrong one takes as much away: other weights are told.
 */
export function choiceKind({
  weights,
  isSingle,
  notes,
}: {
  weights: readonly number[]
  isSingle: boolean
  notes: Note[]
}): boolean[] {
  const best = Math.max(...weights)
  const first = weights.indexOf(best)
  const rights = weights.map((weight, index) => weight > 0 && (!isSingle || index === first))
  const share = 100 / rights.filter(Boolean).length
  const isOurs = weights.every((weight, index) =>
    rights[index] ? isNear(weight, isSingle ? 100 : share) : isNear(weight, isSingle ? 0 : -share),
  )
  if (!isOurs) notes.push(note('weights', { weights: weights.map((weight) => `${round(weight)}%`).join(', ') }))
  return rights
}

/** Moodle's own fractions have five decimals and are rounded, some only to whole per cents. */
const isNear = (one: number, other: number) => Math.abs(one - other) < 1

const round = (value: number) => Math.round(value * 100) / 100

/** Answers that are typed: right with all the marks, else foreseen and wrong. Marks in between are told. */
export function typedAnswers<Typed extends Weighed & { text: string }>(
  answers: readonly Typed[],
  notes: Note[],
): { text: string; correct: boolean; feedbackHtml: string }[] {
  const read = answers.flatMap(({ text, weight, feedbackHtml }) => {
    // The star stands for anything: what every other answer is told cannot be said here.
    if (/(?<!\\)\*/.test(text)) {
      notes.push(note('wildcard', { answer: text }))
      return []
    }
    if (weight > 0 && weight < 100) notes.push(note('weights', { weights: `${text}: ${round(weight)}%` }))
    return [{ text: text.replaceAll('\\*', '*'), correct: weight >= 100, feedbackHtml }]
  })
  return distinctAnswers(read, ({ text }) => text, notes)
}

/** Each answer once: the one that is right where there are several. The others are told. */
export function distinctAnswers<Answer extends { correct: boolean }>(
  answers: readonly Answer[],
  textOf: (answer: Answer) => string,
  notes: Note[],
): Answer[] {
  const key = (answer: Answer) => textOf(answer).toLowerCase().replace(/\s+/g, ' ')
  const kept = new Map<string, Answer>()
  for (const answer of answers) {
    const before = kept.get(key(answer))
    if (!before || (!before.correct && answer.correct)) kept.set(key(answer), answer)
  }
  return answers.filter((answer) => {
    if (kept.get(key(answer)) === answer) return true
    notes.push(note('twice', { answer: textOf(answer) }))
    return false
  })
}

/** Numbers with the one tolerance that ours have: the smallest of the right ones. Others are told. */
export function oneTolerance(answers: readonly { tolerance: number; correct: boolean }[], notes: Note[]): number {
  const right = answers.filter(({ correct }) => correct).map(({ tolerance }) => tolerance)
  const tolerance = right.length > 0 ? Math.min(...right) : 0
  if (answers.some((one) => one.tolerance !== tolerance)) notes.push(note('tolerance', { tolerance }))
  return tolerance
}
