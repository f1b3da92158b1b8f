import type { ArticleReference } from '#app/convention/article-reference.ts'
import type { Difficulty } from './question.ts'
import type { DrawRule } from './quiz-settings.ts'

/** A question as rules of drawing look at it. */
export type DrawnFrom = {
  articles: readonly Pick<ArticleReference, 'article'>[]
  difficulty: Difficulty | null
}

export function fitsRule(question: DrawnFrom, { articles, difficulty }: DrawRule): boolean {
  if (difficulty !== null && question.difficulty !== difficulty) return false
  return articles === null || question.articles.some(({ article }) => articles.includes(article))
}

export type Drawing =
  /** Indexes of the questions, those of each rule together. */
  | { status: 'drawn'; questions: number[] }
  /** The first rule (by its index) that cannot have its questions, and how many it can. */
  | { status: 'short'; rule: number; found: number }

/**
 * Questions for every rule, none twice, taken in the given order: a random order draws at random. Where questions fit
 * several rules, one that was taken early gives way for another as often as it must: augmenting paths of a bipartite
 * matching (Kuhn 1955; Ahuja, Magnanti and Orlin, Network Flows, 12.3). So it fails only where no choice would do.
 */
export function drawQuestions(
  rules: readonly DrawRule[],
  questions: readonly DrawnFrom[],
  order: readonly number[],
): Drawing {
  const fitting = rules.map((rule) =>
    order.filter((index) => {
      const question = questions[index]
      return question !== undefined && fitsRule(question, rule)
    }),
  )
  /** Question -> rule that has it. */
  const taken = new Map<number, number>()
  const takeFor = (rule: number, tried: Set<number>): boolean => {
    for (const question of fitting[rule] ?? []) {
      if (tried.has(question)) continue
      tried.add(question)
      const holder = taken.get(question)
      if (holder !== undefined && (holder === rule || !takeFor(holder, tried))) continue
      taken.set(question, rule)
      return true
    }
    return false
  }
  for (const [rule, { count }] of rules.entries()) {
    for (let found = 0; found < count; found += 1) {
      if (!takeFor(rule, new Set())) return { status: 'short', rule, found }
    }
  }
  return { status: 'drawn', questions: [...taken].sort(([, one], [, other]) => one - other).map(([index]) => index) }
}
