import { createHash } from 'node:crypto'
import type { DocumentBlock } from '#app/content/document.ts'
import type { Question } from '#app/content/question.ts'

/** The blocks of a document made by the builders: a section for each heading of `html`, then its questions. */
export function blocksOf(html: string, questions: readonly Question[]): DocumentBlock[] {
  const sections = [...html.matchAll(/<h2 id="([^"]*)">([^<]*)<\/h2>(.*?)(?=<h2|$)/gs)].map(
    ([, id = '', title = '', text = '']): DocumentBlock => ({ kind: 'section', id, title, hash: text && hashOf(text) }),
  )
  const asked = questions.map((question): DocumentBlock => {
    const title = question.stemHtml.replace(/<[^>]*>/g, '')
    return { kind: 'question', id: question.id, title, hash: hashOf(question) }
  })
  return [...sections, ...asked]
}

const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 20)
