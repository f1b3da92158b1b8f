import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { searchState } from '#db/schema/search.ts'
import { searchWord } from './index-tables.ts'
import { findBestText } from './match-queries.server.ts'
import { type Vocabulary, vocabularyOf } from './near-words.ts'
import { matchOf, type Term } from './query.ts'
import { piecesOf } from './words.ts'

let kept: { generation: string; vocabulary: Vocabulary } | undefined

/** The query with its unknown words put right; only when that finds something this person may see. */
export async function suggestQuery({
  text,
  terms,
  isMember,
}: {
  text: string
  terms: readonly Term[]
  isMember: boolean
}): Promise<string | null> {
  const vocabulary = await currentVocabulary()
  const near = new Map<Term, string[]>()
  for (const term of terms) {
    const [word, ...more] = term.words
    if (term.isRun || !word || more.length > 0 || isKnown(term, word, vocabulary)) continue
    const words = vocabulary.near(word)
    if (words.length > 0) near.set(term, words)
  }
  if (near.size === 0) return null
  // All words that may be meant are asked for at once; what the best entry holds is what was meant. Of a single word
  // the nearest is asked for first: the page asks nothing else then.
  const nearest = terms.length === 1 ? await bestTextWith(terms, near, 1, isMember) : null
  const found = nearest ?? (await bestTextWith(terms, near, Infinity, isMember))
  if (!found) return null
  const inText = new Map(piecesOf(found).map(({ word, start, end }) => [word, found.slice(start, end).toLowerCase()]))
  let suggestion = text
  for (const [term, words] of [...near].sort(([a], [b]) => b.start - a.start)) {
    const right = words.find((word) => inText.has(word)) ?? words[0] ?? ''
    suggestion = `${suggestion.slice(0, term.start)}${inText.get(right) ?? right}${suggestion.slice(term.end)}`
  }
  return suggestion
}

async function bestTextWith(
  terms: readonly Term[],
  near: ReadonlyMap<Term, readonly string[]>,
  most: number,
  isMember: boolean,
): Promise<string | null> {
  const meant = terms.map((term) => {
    const [first, ...forms] = near.get(term)?.slice(0, most) ?? []
    return first ? { ...term, words: [first], forms, isPrefix: false } : term
  })
  return findBestText({ match: matchOf({ terms: meant, article: null }, 'all'), isMember })
}

function isKnown({ forms, isPrefix }: Term, word: string, vocabulary: Vocabulary): boolean {
  if (vocabulary.has(word) || forms.some((form) => vocabulary.has(form))) return true
  return isPrefix && vocabulary.hasBeginning(word)
}

/** The words of titles, headings and texts. Kept until the index changes; one query tells whether it did. */
async function currentVocabulary(): Promise<Vocabulary> {
  const words = await reader
    .select({
      word: searchWord.word,
      entries: sql<number>`sum(${searchWord.entries})`,
      generation: sql<string>`max(${searchState.value})`,
    })
    .from(searchState)
    .innerJoin(searchWord, inArray(searchWord.column, ['title', 'heading', 'text']))
    .where(and(eq(searchState.name, 'generation'), ne(searchState.value, kept?.generation ?? '')))
    .groupBy(searchWord.word)
  const [first] = words
  if (first) kept = { generation: first.generation, vocabulary: vocabularyOf(words) }
  return kept?.vocabulary ?? vocabularyOf([])
}
