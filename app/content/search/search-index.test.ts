import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { termRevision } from '#db/schema/content.ts'
import { officialEdition } from '#db/schema/convention.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { ask, find, found, insertSearchableSite, section } from '../../../tests/searchable-site.ts'
import { indexArticles } from './index-articles.server.ts'
import { indexCourse, readSections } from './index-course.server.ts'
import { rebuildSearch, refreshSearch } from './rebuild-search.server.ts'

beforeAll(insertSearchableSite)

const secretQuestion = buildQuestion({
  id: 'secret-q',
  stemHtml: '<p>Zebrastem?</p>',
  options: [
    { html: '<p>Zebraoption</p>', correct: true, feedbackHtml: '<p>Zebrafeedback</p>' },
    { html: '<p>Other</p>', correct: false, feedbackHtml: '<p>Zebrawrong</p>' },
  ],
  explanationHtml: '<p>Zebraexplanation</p>',
})

describe('a course', () => {
  test('is found by its current edition alone, and what it retired vanishes', async () => {
    const lesson = (number: number, word: string) => ({
      kind: 'lesson' as const,
      id: `retire-${number}`,
      slug: `r${number}`,
      title: `Chapter ${number} ${word}`,
      sections: [section('Part', `Text with ${word}body.`)],
      questions: [secretQuestion],
    })
    const quiz = {
      kind: 'quiz' as const,
      id: 'retire-quiz',
      slug: 'rq',
      title: 'Zebraquiz',
      summary: 'Zebrasummary',
      questions: [secretQuestion],
    }
    const index = async ({ courseId, outline }: PublishedCourse) => {
      const sections = await readSections(outline.activities.map(({ documentHash }) => documentHash))
      await write((tx) => indexCourse({ courseId, sections }, tx))
    }
    const made = await insertPublishedCourse({
      courseId: 'retire',
      slug: 'retire',
      title: 'Retiring',
      drafts: [lesson(1, 'okapi'), quiz],
    })
    await index(made)
    expect(await found('okapibody')).toEqual(['Chapter 1 okapi > Part'])
    expect(await found('zebraquiz')).toEqual(['Zebraquiz'])
    for (const secret of ['zebraoption', 'zebrafeedback', 'zebrawrong', 'zebraexplanation', 'zebrasummary'])
      expect(await ask(secret)).toMatchObject({ status: 'nothing' })

    await index(await publishNextRevision(made, () => [lesson(2, 'tapir')]))
    expect(await found('okapi')).toEqual([])
    expect(await found('zebraquiz')).toEqual([])
    expect(await found('tapirbody')).toEqual(['Chapter 2 tapir > Part'])
    await rebuildSearch()
    expect(await found('okapi')).toEqual([])
    expect(await found('tapirbody')).toEqual(['Chapter 2 tapir > Part'])
  })

  test('brings its glossary', async () => {
    const made = await insertPublishedCourse({ courseId: 'terms', slug: 'terms', title: 'Terms' })
    await write(async (tx) => {
      const term = { term: 'Subscriber information', definition: 'What a quokkaprovider holds of a customer.' }
      await tx
        .insert(termRevision)
        .values({ courseRevisionId: made.outline.revisionId, termId: 't', ...term, article: 2, paragraph: 'b' })
      await indexCourse({ courseId: 'terms', sections: new Map() }, tx)
    })
    const [hit] = await find('quokkaprovider', { viewer: null })
    expect(hit).toMatchObject({ kind: 'term', href: '/convention/terms#term-t', course: { title: 'Terms' } })
    expect(await found('quokkaprovider', { article: 2 })).toEqual(['Subscriber information'])
    expect((await ask('quokkaprovider', { article: 3 })) as object).toMatchObject({ status: 'found', total: 0 })
  })
})

describe('the index', () => {
  test('is made anew when it was made otherwise, and takes in articles that were imported elsewhere', async () => {
    expect(await refreshSearch()).toEqual({ rebuilt: false })
    await write((tx) => tx.update(officialEdition).set({ importedAt: 2 }).where(eq(officialEdition.language, 'fr')))
    expect(await refreshSearch()).toEqual({ rebuilt: true })
    expect(await refreshSearch()).toEqual({ rebuilt: false })
    await write(async (tx) => {
      await tx.delete(officialEdition).where(eq(officialEdition.language, 'zh'))
      await indexArticles(tx)
    })
    expect(await found('快速保全存储', { kind: 'article' })).toEqual([])
    expect(await found('التعجيل بحفظ', { kind: 'article' })).toEqual(['article 25'])
  })
})
