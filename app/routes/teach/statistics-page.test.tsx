import { desc } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '#app/csv/read-table.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { type Choices, insertSittings } from '#db/seed/sittings.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as csvRoute from '../resources/statistics-csv.ts'
import * as statisticsRoute from './statistics.tsx'

const browserOf = siteOf({
  '/teach/:course/statistics': statisticsRoute,
  '/teach/:course/statistics.csv': csvRoute,
})

const teaches = (courseId: string): Grant => ({ role: 'instructor', scopeKind: 'course', scopeId: courseId })

async function browse(...grants: Grant[]) {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

/** A published course in `language` whose final quiz has three questions; the first is right in each. */
async function publish(language = 'en'): Promise<PublishedCourse> {
  const published = await insertPublishedCourse({ language })
  return await publishNextRevision(published, (drafts) =>
    drafts.map((draft) => {
      if (draft.id !== published.finalQuiz.id) return draft
      const ids = ['a', 'b', 'c'].map((name) => `${published.courseId}-${name}`)
      return {
        ...draft,
        questions: ids.map((id) => buildQuestion({ id, stemHtml: `<p>Stem of ${id} &amp; more</p>` })),
      }
    }),
  )
}

/** Forty people: who knows the second and third question falls for a wrong option of the first. */
const misled: Choices[] = Array.from({ length: 40 }, (_, index): Choices =>
  index < 20 ? [[1], [0], [0]] : index < 30 ? [[0], [1], [2]] : [[0], [2], null],
)

/** The words of a page between its tags. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

/** The cells of a file by line. */
function rowsOf(file: string): string[][] {
  const table = readTable(file, { mostRows: 100 })
  if (table.status !== 'table') throw new Error(table.status)
  return [table.header.cells, ...table.rows.map(({ cells }) => cells)]
}

let course: PublishedCourse
let page: string
let instructor: Awaited<ReturnType<typeof browse>>

beforeAll(async () => {
  course = await publish()
  page = `/teach/${course.outline.slug}/statistics`
  instructor = await browse(teaches(course.courseId))
  await insertSittings({ outline: course.outline, activity: course.finalQuiz, choices: misled })
})

describe('the statistics of a course', () => {
  test('are for those who teach it', async () => {
    const stranger = await browse(teaches('another'))
    const trainee = await browse()
    for (const address of [page, `${page}.csv`]) {
      expect(await browserOf(null).visit(page)).toMatchObject({ status: 302 })
      expect((await trainee.visit(address)).status).toBe(403)
      expect((await stranger.visit(address)).status).toBe(404)
      expect((await instructor.visit(address)).status).toBe(200)
    }
    expect((await instructor.visit('/teach/nothing/statistics')).status).toBe(404)
  })

  test('say in words what is wrong with a question, with its figures', async () => {
    const { html } = await instructor.visit(page)
    const words = wordsOf(html)
    expect(words).toContain('Question 1: Who knows more gets it wrong; A wrong option draws the best: 2')
    expect(words).toContain('See first whether the right option is marked as right')
    expect(html).toContain('href="#question-1"')
    expect(words).toContain(`Stem of ${course.courseId}-a & more`)
    expect(words).toContain('Facility 50%, by guessing 33%')
    expect(words).toContain('Item–rest correlation -1.00')
    expect(words).toContain('Left out 25%')
    expect(words).toContain('Best group (20) Middle group (0) Last group (20)')
    expect(words).toContain('20 (100%)')
  })

  test('summarise each quiz, and show the questions of the one that is asked for', async () => {
    const { html } = await instructor.visit(page)
    expect(wordsOf(html)).toContain('Final quiz 40 50% 17 points 50% 0%')
    expect(wordsOf(html)).toContain('Module quiz 0 – – – –')
    const other = wordsOf((await instructor.visit(`${page}?quiz=module-quiz`)).html)
    expect(other).toContain('Nobody has handed in this quiz yet')
    expect(other).not.toContain('Stem of')
    expect((await instructor.visit(`${page}?quiz=none&quiz=%00`)).html).toContain('Stem of')
  })

  test('name nobody', async () => {
    const [{ html }, file] = [await instructor.visit(page), await instructor.visit(`${page}.csv`)]
    for (const { id, username, displayName } of await reader.select().from(account)) {
      for (const secret of [id, username, displayName]) {
        expect(html).not.toMatch(new RegExp(`${secret}\\b`))
        expect(file.html).not.toMatch(new RegExp(`${secret}\\b`))
      }
    }
  })

  test('are saved as a file with the same figures, which is written down', async () => {
    const { html: file } = await instructor.visit(`${page}.csv`)
    const [head, ...rows] = rowsOf(file)
    const cell = (row: number, name: string) => rows[row]?.[head?.indexOf(name) ?? -1]
    // Two questions of the module quiz, which nobody was asked, then those of the final quiz.
    expect(rows).toHaveLength(5)
    expect(cell(0, 'To look at')).toBe('Too early to judge')
    expect(cell(0, 'Facility')).toBe('')
    expect(cell(2, 'Question')).toBe(`Stem of ${course.courseId}-a & more`)
    expect(cell(2, 'Facility')).toBe('0.5')
    expect(cell(2, 'Options chosen, best/middle/last group (* right)')).toBe('1* 0/0/20 | 2 20/0/0 | 3 0/0/0')
    expect(cell(2, 'To look at')).toContain('Who knows more gets it wrong | A wrong option draws the best: 2')
    const [entry] = await reader.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1)
    expect(entry).toMatchObject({ action: 'statistics-exported', subjectKind: 'course', subjectId: course.courseId })
  })

  test('judge nothing too early', async () => {
    const { outline, finalQuiz: activity, courseId } = await publish()
    await insertSittings({ outline, activity, choices: misled.slice(10, 39) })
    const words = wordsOf((await (await browse(teaches(courseId))).visit(`/teach/${outline.slug}/statistics`)).html)
    expect(words).toContain('It is too early to judge any question')
    expect(words).toContain('29 people have been asked it as it is worded now; it is judged from 30 on.')
    expect(words).toContain('Too early: only 29 attempts at the questions as they are now')
    expect(words).not.toContain('Who knows more gets it wrong')
  })

  test('are not shown of four people', async () => {
    const { outline, finalQuiz: activity, courseId } = await publish()
    await insertSittings({ outline, activity, choices: misled.slice(18, 22) })
    const words = wordsOf((await (await browse(teaches(courseId))).visit(`/teach/${outline.slug}/statistics`)).html)
    expect(words).toContain('4 people have handed in this quiz. Figures are shown from 5 people on')
    expect(words).toContain('Final quiz 4 – – – –')
    expect(words).not.toContain('Stem of')
  })

  test('say so where nobody has handed in, and where there is no quiz', async () => {
    const { outline, courseId } = await publish()
    const browser = await browse(teaches(courseId))
    const { html } = await browser.visit(`/teach/${outline.slug}/statistics`)
    expect(html).toContain('Nobody has handed in a quiz yet')
    expect(html).not.toContain('statistics.csv')
    const drafts = [{ kind: 'lesson', id: 'lonely-lesson', slug: 'lonely' } as const]
    const bare = await insertPublishedCourse({ drafts })
    const other = await browse(teaches(bare.courseId))
    expect((await other.visit(`/teach/${bare.outline.slug}/statistics`)).html).toContain('This course has no quiz')
  })

  test('show words of the course in its own language and direction', async () => {
    const { outline, finalQuiz: activity, courseId } = await publish('ar')
    await insertSittings({ outline, activity, choices: misled })
    const { html } = await (await browse(teaches(courseId))).visit(`/teach/${outline.slug}/statistics`)
    expect(html).toMatch(/<div lang="ar" dir="rtl" class="prose"><p>Stem of/)
    expect(html).toContain('<span lang="ar" dir="rtl">Final quiz</span>')
  })
})
