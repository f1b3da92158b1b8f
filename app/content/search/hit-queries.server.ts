import { and, asc, eq, sql } from 'drizzle-orm'
import { articleHref } from '#app/convention/article-reference.ts'
import { prepared } from '#db/client.server.ts'
import { activityRevision, course, courseRevision } from '#db/schema/content.ts'
import { searchEntry } from '#db/schema/search.ts'
import { termHref } from '../glossary/glossary.ts'
import { activityHref } from '../outline.ts'
import type { FoundGroup } from './found-groups.ts'
import type { Hit } from './hit.ts'
import type { Term } from './query.ts'
import { holdsTerm, markTerms, snippetOf } from './snippet.ts'

/** Sections of a lesson that are named beside the one a result leads to. */
const MOST_ALSO = 2

export type SearchedCourse = { courseId: string; slug: string; title: string; language: string }

const searchedCourses = prepared((db) =>
  db
    .select({
      courseId: course.id,
      slug: course.slug,
      title: courseRevision.title,
      language: courseRevision.language,
    })
    .from(course)
    .innerJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .orderBy(asc(courseRevision.title)),
)

export async function findSearchedCourses(): Promise<SearchedCourse[]> {
  return searchedCourses.all()
}

const entriesById = prepared((db) =>
  db
    .select({
      entry: searchEntry,
      courseSlug: course.slug,
      courseTitle: courseRevision.title,
      courseLanguage: courseRevision.language,
      slug: activityRevision.slug,
    })
    .from(searchEntry)
    .leftJoin(course, eq(course.id, searchEntry.courseId))
    .leftJoin(courseRevision, eq(courseRevision.id, course.currentRevisionId))
    .leftJoin(
      activityRevision,
      and(
        eq(activityRevision.courseRevisionId, course.currentRevisionId),
        eq(activityRevision.activityId, searchEntry.partId),
      ),
    )
    .where(sql`${searchEntry.id} in (select value from json_each(${sql.placeholder('ids')}))`),
)

type Row = Awaited<ReturnType<typeof entriesById.all>>[number]

/** The results of a page in the order of `groups`, with what was looked for marked. */
export async function loadHits({
  groups,
  terms,
}: {
  groups: readonly FoundGroup[]
  terms: readonly Term[]
}): Promise<Hit[]> {
  const ids = groups.flatMap(({ entryIds }) => entryIds.slice(0, 1 + MOST_ALSO))
  const rows = new Map((await entriesById.all({ ids: JSON.stringify(ids) })).map((row) => [row.entry.id, row]))
  return groups.flatMap(({ entryIds }) => {
    const [best, ...more] = entryIds.slice(0, 1 + MOST_ALSO).flatMap((id) => rows.get(id) ?? [])
    return best ? [hitOf(best, more, terms)] : []
  })
}

function hitOf(row: Row, more: readonly Row[], terms: readonly Term[]): Hit {
  const { entry, courseTitle, courseLanguage } = row
  return {
    kind: entry.kind,
    href: hrefOf(row),
    language: entry.language,
    title: markTerms(entry.title, terms),
    heading: markTerms(entry.heading, terms),
    passage: snippetOf(entry.text, terms),
    also: entry.kind === 'lesson' ? alsoIn(more, terms) : [],
    course: courseTitle === null ? null : { title: courseTitle, language: courseLanguage ?? entry.language },
    article: entry.kind === 'article' ? entry.article : null,
    isOfficial: entry.partId === 'official',
  }
}

/** Sections that have some of the words themselves, not only in the title of their lesson. */
function alsoIn(rows: readonly Row[], terms: readonly Term[]): Hit['also'] {
  return rows
    .filter(({ entry }) => entry.heading && holdsTerm(`${entry.heading} ${entry.text}`, terms))
    .map((row) => ({ href: hrefOf(row), heading: row.entry.heading }))
}

function hrefOf({ entry, courseSlug, slug }: Row): string {
  const { kind, article, anchor } = entry
  if (kind === 'article') return articleHref({ article: article ?? 0, paragraph: null }, entry.language)
  if (kind === 'term') return termHref(entry.partId)
  if ((kind !== 'lesson' && kind !== 'quiz') || !slug) return `/courses/${courseSlug}`
  const href = activityHref({ slug: courseSlug ?? '' }, { kind, slug })
  return anchor ? `${href}#${encodeURIComponent(anchor)}` : href
}
