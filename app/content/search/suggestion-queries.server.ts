import { inArray, sql } from 'drizzle-orm'
import { reader } from '#db/client.server.ts'
import { searchWord } from './index-tables.ts'
import { findBestText } from './match-queries.server.ts'
import { type Vocabulary, vocabularyOf } from './near-words.ts'
import { matchOf, type Term } from './query.ts'
import { piecesOf } from './words.ts'
import { readState } from './write-entries.server.ts'

let kept: { generation: string | null; vocabulary: Vocabulary } | undefined

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
  // All words that may be meant are asked for at once; what the best entry holds is what was meant.
  const meant = terms.map((term) => {
    const [first = '', ...forms] = near.get(term) ?? []
    return first ? { ...term, words: [first], forms, isPrefix: false } : term
  })
  const found = await findBestText({ match: matchOf({ terms: meant, article: null }, 'all'), isMember })
  if (!found) return null
  const inText = new Map(piecesOf(found).map(({ word, start, end }) => [word, found.slice(start, end).toLowerCase()]))
  let suggestion = text
  for (const [term, words] of [...near].sort(([a], [b]) => b.start - a.start)) {
    const right = words.find((word) => inText.has(word)) ?? words[0] ?? ''
    suggestion = `${suggestion.slice(0, term.start)}${inText.get(right) ?? right}${suggestion.slice(term.end)}`
  }
  return suggestion
}

function isKnown({ forms, isPrefix }: Term, word: string, vocabulary: Vocabulary): boolean {
  if (vocabulary.has(word) || forms.some((form) => vocabulary.has(form))) return true
  return isPrefix && vocabulary.hasBeginning(word)
}

/** The words of titles, headings and texts. Kept until the index changes. */
async function currentVocabulary(): Promise<Vocabulary> {
  const generation = await readState('generation', reader)
  if (kept?.generation !== generation) {
    const words = await reader
      .select({ word: searchWord.word, entries: sql<number>`sum(${searchWord.entries})` })
      .from(searchWord)
      .where(inArray(searchWord.column, ['title', 'heading', 'text']))
      .groupBy(searchWord.word)
    kept = { generation, vocabulary: vocabularyOf(words) }
  }
  return kept.vocabulary
}
