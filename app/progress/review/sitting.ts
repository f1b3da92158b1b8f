/** Most questions of one sitting. */
export const MOST_IN_SITTING = 5

/** Minutes that one question takes, about. */
export const MINUTES_A_QUESTION = 1

/** A question that is due, with the articles it tests. */
export type DueQuestion = { questionId: string; dueAt: number; articles: readonly number[] }

/**
 * The questions of one sitting, in the order in which they are asked: the most overdue first, but none on an article that
 * was chosen already while one on another article is left. Those due at the same time keep an order of their own.
 */
export function chooseSitting<Due extends DueQuestion>(due: readonly Due[]): Due[] {
  const waiting = [...due].sort((a, b) => a.dueAt - b.dueAt || (a.questionId < b.questionId ? -1 : 1))
  const chosen: Due[] = []
  while (waiting.length > 0 && chosen.length < MOST_IN_SITTING) {
    const times = waiting.map(({ articles }) => timesChosen(articles, chosen))
    const [next] = waiting.splice(times.indexOf(Math.min(...times)), 1)
    if (next) chosen.push(next)
  }
  return chosen
}

/** How often the most often chosen of these articles was chosen. */
function timesChosen(articles: readonly number[], chosen: readonly DueQuestion[]): number {
  const times = articles.map((article) => chosen.filter((one) => one.articles.includes(article)).length)
  return Math.max(0, ...times)
}
