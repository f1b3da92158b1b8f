import { articleList } from './article-list.ts'
import { checkSource } from '../check/check-source.ts'
import { isError } from '../problem.ts'
import type { QuestionKind } from '../question.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import type { ImportFormat, ReadItem } from './exchange-item.ts'
import { distinctNotes, note, type Note } from './exchange-note.ts'
import { idGiver } from './mdx/fresh-ids.ts'
import { writeQuestion } from './mdx/write-question.ts'
import { writeQuizFile } from './mdx/write-quiz.ts'
import { type FileRefusal, readQuestions } from './read-questions.ts'

/** A question of a file with what would become of it. */
export type PlannedItem = Omit<ReadItem, 'item'> & {
  category: readonly string[]
  /** Null where it cannot be taken. */
  taken: { id: string; kind: QuestionKind; mdx: string } | null
}

export type ImportPlan =
  { status: 'planned'; format: ImportFormat; items: PlannedItem[] } | { status: 'refused'; refusal: FileRefusal }

/** What a course gives to the questions it takes. */
export type ImportInto = {
  /** Of the course: its texts are checked and completed in it. */
  language: string
  /** Articles of those questions that name none, as an author writes them. */
  articles: string
  /** Ids of the course's objectives. */
  objectives: readonly string[]
  /** Every id that the course has or had. */
  taken: readonly string[]
}

/**
 * What of a file can be taken, question by question, and each as an author would have written it. Our own checker has the
 * last word on every one. Pure; may take long on a hostile file, so it runs in the worker.
 */
export function planImport({
  bytes,
  language,
  articles,
  objectives,
  taken,
}: ImportInto & { bytes: Uint8Array }): ImportPlan {
  const { t } = translatorFor(language)
  const read = readQuestions({ bytes, t })
  if (read.status === 'refused') return read
  const giveId = idGiver({ taken, stem: 'imported' })
  const items = read.items.map(({ item, notes: told, ...rest }): PlannedItem => {
    const notes: Note[] = [...told]
    if (!item) return { ...rest, category: [], notes: distinctNotes(notes), taken: null }
    const question = { ...item.question }
    if (question.objective !== null && !objectives.includes(question.objective)) {
      notes.push(note('objective', { objective: question.objective }))
      question.objective = null
    }
    if (question.articles.length === 0) notes.push(note('articles', { articles }))
    const id = giveId(item.name, rest.number)
    if (taken.includes(item.name)) notes.push(note('id', { id: item.name, given: id }))
    const own = question.articles.length > 0 ? articleList(question.articles) : articles
    const mdx = writeQuestion({ question, id, articles: own, notes, t })
    const refusals = problemsOf(mdx, language)
    notes.push(...refusals.map((message) => note('refused', { message })))
    const { category } = item
    return {
      ...rest,
      category,
      notes: distinctNotes(notes),
      taken: refusals.length > 0 ? null : { id, kind: question.kind, mdx },
    }
  })
  return { status: 'planned', format: read.format, items }
}

/** What our checker says of a question. */
function problemsOf(mdx: string, language: string): string[] {
  const source = writeQuizFile({ id: 'imported-quiz', title: 'T', summary: 'S.', minutes: 1 }, [mdx])
  const { problems } = checkSource({ kind: 'quiz', source, language })
  return problems.filter(isError).map(({ message }) => message)
}
