import { asc, sql } from 'drizzle-orm'
import { prepared } from '#db/client.server.ts'
import { searchEntry } from '#db/schema/search.ts'
import type { FoundEntry } from './found-groups.ts'
import { searchIndex } from './index-tables.ts'

/** Entries beyond these, by rank, are not looked at. */
export const MOST_ENTRIES = 3000

/** What a word counts for in the title, heading, text, title of the lesson around it, and as another form. */
const rank = sql<number>`bm25(search_index, 10.0, 5.0, 1.0, 0.6, 0.3, 0.0)`

const where = sql`search_index match ${sql.placeholder('match')} and ${searchEntry.membersOnly} <= ${sql.placeholder('isMember')}`

const matches = prepared((db) =>
  db
    .select({
      id: searchEntry.id,
      kind: searchEntry.kind,
      courseId: searchEntry.courseId,
      partId: searchEntry.partId,
      article: searchEntry.article,
      articles: searchEntry.articles,
    })
    .from(searchIndex)
    .innerJoin(searchEntry, sql`${searchEntry.id} = ${searchIndex.rowid}`)
    .where(where)
    .orderBy(asc(rank), asc(searchEntry.id))
    .limit(MOST_ENTRIES),
)

const bestText = prepared((db) =>
  db
    .select({ title: searchEntry.title, heading: searchEntry.heading, text: searchEntry.text })
    .from(searchIndex)
    .innerJoin(searchEntry, sql`${searchEntry.id} = ${searchIndex.rowid}`)
    .where(where)
    .orderBy(asc(rank))
    .limit(1),
)

/** The entries that a person may find, the best first. `match` is made by `matchOf`. */
export async function findEntries({ match, isMember }: { match: string; isMember: boolean }): Promise<FoundEntry[]> {
  return matches.all({ match, isMember: Number(isMember) })
}

/** The words of the best entry that a person may find. Null when there is none. */
export async function findBestText({ match, isMember }: { match: string; isMember: boolean }): Promise<string | null> {
  const best = await bestText.get({ match, isMember: Number(isMember) })
  return best ? `${best.title} ${best.heading} ${best.text}` : null
}
