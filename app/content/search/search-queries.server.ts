import type { Viewer } from '#app/identity/viewer.ts'
import { pageOf } from '#db/page-of.ts'
import { canReadLessons } from '../lesson-access.ts'
import { type FilterCounts, countFilters, groupEntries, type Narrowing, narrow } from './found-groups.ts'
import { findSearchedCourses, loadHits, type SearchedCourse } from './hit-queries.server.ts'
import type { Hit } from './hit.ts'
import { findEntries, MOST_ENTRIES } from './match-queries.server.ts'
import type { HitKind } from './passage.ts'
import { matchOf, parseQuery } from './query.ts'
import { suggestQuery } from './suggestion-queries.server.ts'

/** Results on one page. */
export const HITS_A_PAGE = 10

export type SearchAnswer =
  | { status: 'empty' | 'too-long' | 'no-words' }
  | { status: 'nothing'; suggestion: string | null }
  | {
      status: 'found'
      /** Whether each result has all words; else none has all of them, and these have some. */
      hasAllWords: boolean
      suggestion: string | null
      /** On this page. */
      hits: readonly Hit[]
      /** Within the filters. */
      total: number
      page: number
      pages: number
      /** Whether so much was found that only the best was counted. */
      isCut: boolean
      narrowing: { kind: HitKind | null; course: SearchedCourse | null; article: number | null }
      counts: Omit<FilterCounts, 'courses'> & { courses: readonly (SearchedCourse & { count: number })[] }
    }

/**
 * Searches everything this person may read: courses, articles and terms for anyone, lessons and quizzes for those who
 * may read lessons. A filter that names nothing known is no filter. Never throws, whatever is typed.
 */
export async function search({
  text,
  kind,
  courseSlug,
  article,
  page,
  viewer,
}: {
  text: string
  kind: HitKind | null
  courseSlug: string | null
  article: number | null
  /** From 1; the nearest page that exists is given. */
  page: number
  viewer: Viewer | null
}): Promise<SearchAnswer> {
  const query = parseQuery(text)
  if (query.status !== 'words') return { status: query.status }
  const isMember = canReadLessons(viewer)
  let entries = await findEntries({ match: matchOf(query, 'all'), isMember })
  const hasAllWords = entries.length > 0
  let suggestion: string | null = null
  if (!hasAllWords) {
    suggestion = await suggestQuery({ text, terms: query.terms, isMember })
    if (query.terms.length > 1) entries = await findEntries({ match: matchOf(query, 'some'), isMember })
    if (entries.length === 0) return { status: 'nothing', suggestion }
  }

  const groups = groupEntries(entries, query.article)
  const courses = groups.some(({ courseId }) => courseId) ? await findSearchedCourses() : []
  const course = courses.find(({ slug }) => slug === courseSlug) ?? null
  const narrowing: Narrowing = { kind, courseId: course?.courseId ?? null, article }
  const counts = countFilters(groups, narrowing)
  const narrowed = narrow(groups, narrowing)
  const shown = pageOf({ asked: page, total: narrowed.length, size: HITS_A_PAGE })
  return {
    status: 'found',
    hasAllWords,
    suggestion,
    hits: await loadHits({ groups: narrowed.slice(shown.offset, shown.offset + HITS_A_PAGE), terms: query.terms }),
    total: narrowed.length,
    page: shown.page,
    pages: shown.pages,
    isCut: entries.length === MOST_ENTRIES,
    narrowing: { kind, course, article },
    counts: {
      ...counts,
      courses: counts.courses.flatMap(({ courseId, count }) => {
        const found = courses.find((one) => one.courseId === courseId)
        return found ? [{ ...found, count }] : []
      }),
    },
  }
}
