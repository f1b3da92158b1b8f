import { isChoice, type Question } from '#app/content/question.ts'
import type { Answer } from './answer.ts'

const OPEN = '?'

/**
 * What was answered, part by part, in plain text; "?" stands for a part left open. Empty without an answer. `plain` makes
 * plain text of an author's HTML.
 */
export function answerInWords({
  question,
  answer,
  plain,
}: {
  question: Question
  answer: Answer | null
  plain: (html: string) => string
}): string[] {
  if (answer === null) return []
  if (typeof answer === 'string') return [answer]
  if (isChoice(question)) {
    return answer.flatMap((index) => {
      const option = index === null ? undefined : question.options[index]
      return option ? [plain(option.html)] : []
    })
  }
  switch (question.kind) {
    case 'order':
      return question.items.map(({ html }, index) => {
        const place = answer[index] ?? null
        return `${place === null ? OPEN : place + 1}: ${plain(html)}`
      })
    case 'match':
    case 'classify':
      return question.rows.map(({ html }, row) => `${plain(html)}: ${question.targets[answer[row] ?? -1] ?? OPEN}`)
    case 'cloze':
      return question.gaps.map(({ choices }, gap) => choices[answer[gap] ?? -1] ?? OPEN)
    default:
      return []
  }
}
