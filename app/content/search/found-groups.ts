import { type HitKind, hitKinds } from './passage.ts'

/** An entry that a query found. */
export type FoundEntry = {
  id: number
  kind: HitKind
  courseId: string | null
  partId: string
  article: number | null
  /** JSON: number[] */
  articles: string
}

/** What a result stands for: a lesson with the sections found in it, an article in all its languages … */
export type FoundGroup = {
  kind: HitKind
  courseId: string | null
  article: number | null
  articles: readonly number[]
  /** The best first. */
  entryIds: readonly number[]
}

export type Narrowing = { kind: HitKind | null; courseId: string | null; article: number | null }

/** How many results each choice of a filter leaves, while the other filters stay as they are. */
export type FilterCounts = {
  kinds: readonly { kind: HitKind; count: number }[]
  courses: readonly { courseId: string; count: number }[]
  articles: readonly { article: number; count: number }[]
  /** Results whatever their kind, course, article. */
  all: { kinds: number; courses: number; articles: number }
}

/**
 * Entries, the best first, as results in this order. The article that was asked for by its number comes before all
 * others, then what teaches, tests or explains it.
 */
export function groupEntries(entries: readonly FoundEntry[], articleAsked: number | null): FoundGroup[] {
  const groups = new Map<string, FoundGroup & { entryIds: number[] }>()
  for (const { id, kind, courseId, partId, article, articles } of entries) {
    const key = kind === 'article' ? `article ${article}` : `${kind} ${courseId} ${partId}`
    const group = groups.get(key)
    if (group) group.entryIds.push(id)
    else groups.set(key, { kind, courseId, article, articles: JSON.parse(articles) as number[], entryIds: [id] })
  }
  const all = [...groups.values()]
  if (articleAsked === null) return all
  const nearness = ({ article, articles }: FoundGroup) =>
    article === articleAsked ? 0 : articles.includes(articleAsked) ? 1 : 2
  return all.sort((a, b) => nearness(a) - nearness(b))
}

export function narrow<Group extends FoundGroup>(groups: readonly Group[], by: Partial<Narrowing>): Group[] {
  return groups.filter(
    ({ kind, courseId, articles }) =>
      (!by.kind || kind === by.kind) &&
      (!by.courseId || courseId === by.courseId) &&
      (!by.article || articles.includes(by.article)),
  )
}

export function countFilters(groups: readonly FoundGroup[], { kind, courseId, article }: Narrowing): FilterCounts {
  const ofKinds = narrow(groups, { courseId, article })
  const ofCourses = narrow(groups, { kind, article })
  const ofArticles = narrow(groups, { kind, courseId })
  return {
    kinds: tally(ofKinds.map((group) => group.kind))
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => hitKinds.indexOf(a.kind) - hitKinds.indexOf(b.kind)),
    courses: tally(ofCourses.flatMap((group) => group.courseId ?? [])).map(([courseId, count]) => ({
      courseId,
      count,
    })),
    articles: tally(ofArticles.flatMap((group) => group.articles)).map(([article, count]) => ({ article, count })),
    all: { kinds: ofKinds.length, courses: ofCourses.length, articles: ofArticles.length },
  }
}

function tally<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}
