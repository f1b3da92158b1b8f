import type { Question } from '../question.ts'

/** A practice question, to be answered on paper. */
export type BookQuestion = {
  /** Where it stands in the document. */
  anchor: string
  /** Of the lesson and within it: "3.1". */
  number: string
  asked: Question
}

/** A piece of a lesson in a document to be taken along. */
export type BookPart =
  | { kind: 'html'; html: string }
  | { kind: 'question'; question: BookQuestion }
  | { kind: 'reflection'; anchor: string; html: string }
  /** What is done on the site: a branching case, a drafting task. */
  | { kind: 'online'; anchor: string; title: string; html: string; href: string }

export type BookLesson = {
  /** Permanent. */
  id: string
  /** Of the lessons of the course, from 1. */
  number: number
  anchor: string
  title: string
  summary: string
  minutes: number
  /** Its page. */
  href: string
  parts: readonly BookPart[]
}

export type BookModule = { anchor: string; title: string; summary: string; lessons: readonly BookLesson[] }

/**
 * A course, or one lesson of it, as a document to be printed or taken along. Its anchors are unique in the whole
 * document, and links between its lessons are links to anchors.
 */
export type Book = {
  courseId: string
  courseTitle: string
  /** The page of the course or lesson. */
  href: string
  /** Null for the whole course. */
  lesson: BookLesson | null
  title: string
  summary: string
  audience: string
  language: string
  revisionNumber: number
  publishedAt: number
  minutes: number
  modules: readonly BookModule[]
  /** Numbers of the articles that it names, in order. */
  articles: readonly number[]
}

export function lessonsOf(book: Book): readonly BookLesson[] {
  return book.modules.flatMap(({ lessons }) => lessons)
}

export function questionsIn(lesson: BookLesson): readonly BookQuestion[] {
  return lesson.parts.flatMap((part) => (part.kind === 'question' ? [part.question] : []))
}

export function articleAnchor(article: number): string {
  return `article-${article}`
}

export function answerAnchor(question: BookQuestion): string {
  return `answer-${question.anchor}`
}

/** Whether the document asks anything that is answered at its end. */
export function hasAnswers(book: Book): boolean {
  return lessonsOf(book).some((lesson) => questionsIn(lesson).length > 0)
}
