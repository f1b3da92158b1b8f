import { setImmediate as breathe } from 'node:timers/promises'
import { translatorFor } from '#app/i18n/translator.ts'
import type { CompiledDocument } from '../document.ts'
import { type Activity, activityHref, type CourseOutline } from '../outline.ts'
import { rewriteQuestion } from '../question-html.ts'
import type { Book, BookLesson, BookPart } from './book.ts'
import { bookMarkup, type BookMarkup } from './book-markup.ts'

/** What a document to be taken along is made from. Documents by their hash. */
export type BookSource = {
  outline: CourseOutline
  documents: ReadonlyMap<string, CompiledDocument>
  /** One lesson; null for the whole course. */
  lessonId: string | null
  /** How many levels the headings of lessons stand lower than on their own pages. */
  shift: number
}

/** Makes the document, one lesson at a time, so that nobody else waits long. Quizzes are not part of it. */
export async function makeBook({ outline, documents, lessonId, shift }: BookSource): Promise<Book> {
  const lessons = outline.activities.filter(({ kind }) => kind === 'lesson')
  const inBook = lessons.filter(({ id }) => lessonId === null || id === lessonId)
  const numberOf = (lesson: Activity) => lessons.indexOf(lesson) + 1
  const pages = new Map(inBook.map((lesson) => [activityHref(outline, lesson), `l${numberOf(lesson)}`]))
  const articles = new Set<number>()
  const { t } = translatorFor(outline.language)
  const made = new Map<string, BookLesson>()
  for (const lesson of inBook) {
    const document = documents.get(lesson.documentHash)
    if (!document) throw new Error(`The document of ${lesson.id} is missing`)
    const number = numberOf(lesson)
    const href = activityHref(outline, lesson)
    const onArticle = (article: number) => void articles.add(article)
    const markup = { anchor: `l${number}`, anchors: anchorsIn(document), lessons: pages, shift, href, t, onArticle }
    const { title, summary, minutes } = lesson
    const parts = partsOf(document, number, markup)
    made.set(lesson.id, { id: lesson.id, number, anchor: markup.anchor, title, summary, minutes, href, parts })
    await breathe()
  }
  const modules = outline.modules.flatMap((module, index) => {
    const own = module.activities.flatMap(({ id }) => made.get(id) ?? [])
    const { title, summary } = module
    return own.length > 0 ? [{ anchor: `m${index + 1}`, title, summary, lessons: own }] : []
  })
  const only = lessonId === null ? null : (made.get(lessonId) ?? null)
  return {
    courseId: outline.courseId,
    courseTitle: outline.title,
    href: only?.href ?? `/courses/${outline.slug}`,
    lesson: only,
    title: only?.title ?? outline.title,
    summary: only?.summary ?? outline.summary,
    audience: outline.audience,
    language: outline.language,
    revisionNumber: outline.revisionNumber,
    publishedAt: outline.publishedAt,
    minutes: only?.minutes ?? outline.minutes,
    modules,
    articles: [...articles].sort((a, b) => a - b),
  }
}

/** Every anchor on the page of a lesson. */
function anchorsIn({ parts }: CompiledDocument): Set<string> {
  const html = parts.map((part) => (part.kind === 'html' ? part.html : '')).join('')
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id))
}

function partsOf(document: CompiledDocument, lessonNumber: number, markup: BookMarkup): BookPart[] {
  const write = (html: string) => (html ? bookMarkup(html, markup) : '')
  const anchorOf = (id: string) => `${markup.anchor}-${id}`
  let asked = 0
  return document.parts.flatMap((part): BookPart[] => {
    switch (part.kind) {
      case 'html':
        return [{ kind: 'html', html: write(part.html) }]
      case 'check': {
        const question = document.questions.find(({ id }) => id === part.questionId)
        if (!question) return []
        asked += 1
        const number = `${lessonNumber}.${asked}`
        return [
          {
            kind: 'question',
            question: { anchor: anchorOf(question.id), number, asked: rewriteQuestion(question, write) },
          },
        ]
      }
      case 'reflect': {
        const reflection = document.reflections.find(({ id }) => id === part.reflectId)
        if (!reflection) return []
        return [{ kind: 'reflection', anchor: anchorOf(reflection.id), html: write(reflection.promptHtml) }]
      }
      case 'scenario': {
        const scenario = document.scenarios.find(({ id }) => id === part.scenarioId)
        if (!scenario) return []
        const { id, title, situationHtml } = scenario
        return [
          { kind: 'online', anchor: anchorOf(id), title, html: write(situationHtml), href: `${markup.href}#${id}` },
        ]
      }
      case 'request': {
        const request = document.requests.find(({ id }) => id === part.requestId)
        if (!request) return []
        const { id, title, introHtml } = request
        return [{ kind: 'online', anchor: anchorOf(id), title, html: write(introHtml), href: `${markup.href}#${id}` }]
      }
    }
  })
}
