import { LRUCache } from 'lru-cache'
import { storedDocuments } from '../compile/document-store.server.ts'
import type { CompiledDocument } from '../document.ts'
import type { CourseOutline } from '../outline.ts'
import type { Book } from './book.ts'
import { makeBook } from './make-book.server.ts'

// An edition never changes; only its course's address may.
const books = new LRUCache<string, Book>({
  maxSize: 16_000_000,
  sizeCalculation: (book) => JSON.stringify(book).length + 1,
})

/** The current edition of a course, or one of its lessons, as a document to be printed. */
export async function findBook({
  outline,
  lessonId,
}: {
  outline: CourseOutline
  lessonId: string | null
}): Promise<Book> {
  const key = [outline.revisionId, outline.slug, lessonId].join(' ')
  const kept = books.get(key)
  if (kept) return kept
  const documents = await findDocuments({ outline, lessonId })
  const book = await makeBook({ outline, documents, lessonId, shift: lessonId === null ? 2 : 0 })
  books.set(key, book)
  return book
}

/** The documents that a book is made from, by their hash. One query. */
export async function findDocuments({
  outline,
  lessonId,
}: {
  outline: CourseOutline
  lessonId: string | null
}): Promise<ReadonlyMap<string, CompiledDocument>> {
  const lessons = outline.activities.filter(
    ({ kind, id }) => kind === 'lesson' && (lessonId === null || id === lessonId),
  )
  return storedDocuments.find(lessons.map(({ documentHash }) => documentHash))
}
