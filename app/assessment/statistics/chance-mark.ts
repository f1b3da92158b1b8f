import { isChoice, type Question, type QuestionOption, takesOne } from '#app/content/question.ts'

/** The options of a question that is answered by choosing; null for every other kind. */
export function choiceOptions(question: Question): readonly QuestionOption[] | null {
  return isChoice(question) ? question.options : null
}

/**
 * The mark, 0 to 1, that somebody gets on average who knows nothing: one option drawn by lot where one is right, a coin
 * tossed for each option where several may be (the mean of `markAnswer` over all sets of options, by the binomial
 * distribution). Null for what is not answered by choosing.
 */
export function chanceMark(question: Question): number | null {
  const options = choiceOptions(question)
  if (!options || options.length === 0) return null
  const right = options.filter((option) => option.correct).length
  if (takesOne(question)) return right / options.length
  const wrong = options.length - right
  let marks = 0
  for (let hits = 1; hits <= right; hits += 1) {
    for (let misses = 0; misses < hits && misses <= wrong; misses += 1) {
      marks += ((hits - misses) / right) * coins(right, hits) * coins(wrong, misses)
    }
  }
  return marks
}

/** How likely `heads` heads are in `tosses` tosses of a coin. */
function coins(tosses: number, heads: number): number {
  let likely = 0.5 ** tosses
  for (let toss = 1; toss <= heads; toss += 1) likely *= (tosses - heads + toss) / toss
  return likely
}
