import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkSource } from '#app/content/check/check-source.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { insertPublishedCourse, type PublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as exportRoute from '../resources/exported-questions.ts'
import * as quizRoute from '../resources/imported-quiz.ts'
import * as exchangeRoute from './exchange.tsx'

const browserOf = siteOf({
  '/teach/:course/exchange': exchangeRoute,
  '/teach/:course/exchange/imported.mdx': quizRoute,
  '/teach/:course/exchange/:file': exportRoute,
})

const teaches = (courseId: string): Grant => ({ role: 'instructor', scopeKind: 'course', scopeId: courseId })

async function browse(...grants: Grant[]) {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

function upload(text: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  form.set('file', new File([text], 'questions.txt'))
  for (const [name, value] of Object.entries({ title: 'From afar', articles: '25', ...fields })) form.set(name, value)
  return form
}

const decoded = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const wordsOf = (html: string) => decoded(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
const sourceIn = (html: string) => decoded(/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '')

let course: PublishedCourse
let page: string
let instructor: Awaited<ReturnType<typeof browse>>

beforeAll(async () => {
  course = await insertPublishedCourse()
  page = `/teach/${course.outline.slug}/exchange`
  instructor = await browse(teaches(course.courseId))
})
afterAll(() => sourceWorker().dispose())

describe('questions of a course', () => {
  test('are for those who teach it, to see and to take', async () => {
    const stranger = await browse(teaches('another'))
    const trainee = await browse()
    for (const address of [page, `${page}/all.gift.txt`, `${page}/final-quiz.qti.zip`]) {
      expect((await browserOf(null).visit(page)).status).toBe(302)
      expect((await trainee.visit(address)).status).toBe(403)
      expect((await stranger.visit(address)).status).toBe(404)
      expect((await instructor.visit(address)).status).toBe(200)
    }
    expect((await trainee.upload(page, upload('T? {T}'))).status).toBe(403)
    expect((await stranger.upload(page, upload('T? {T}'))).status).toBe(404)
    expect((await trainee.post(`${page}/imported.mdx`, 'source=x')).status).toBe(403)
    expect((await stranger.post(`${page}/imported.mdx`, 'source=x')).status).toBe(404)
    for (const file of ['none.gift.txt', 'all.docx', '.gift.txt', 'all', '%00.gift.txt']) {
      expect((await instructor.visit(`${page}/${file}`)).status).toBe(404)
    }
  })

  test('are given in three formats, which is written down first', async () => {
    const gift = (await instructor.visit(`${page}/all.gift.txt`)).html
    expect(gift).toContain('[html]<p>Which data vanish first?</p>')
    expect(gift.match(/^::/gm)).toHaveLength(8)
    const one = (await instructor.visit(`${page}/final-quiz.moodle.xml`)).html
    expect(one.match(/<question type="multichoice">/g)).toHaveLength(2)
    const [entry] = await reader.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1)
    expect(entry).toMatchObject({ action: 'questions-exported', subjectKind: 'course', subjectId: course.courseId })
  })

  test('are listed with what each format does not carry', async () => {
    const { html } = await instructor.visit(page)
    expect(html).toContain(`href="${page}/all.gift.txt"`)
    expect(html).toContain('aria-label="QTI 3.0: Final quiz"')
    expect(wordsOf(html)).toContain('What GIFT does not carry: nothing')
  })
})

describe('a file of questions', () => {
  test('is told item by item, shown as it would be asked, and becomes a quiz that passes the check', async () => {
    const source = '::Kept:: Who {=a#yes ~b#no}\n\nWrite {}\n\n::Kept:: <script>x</script>True? {T}'
    const { status, html } = await instructor.upload(page, upload(source))
    expect(status).toBe(200)
    const words = wordsOf(html)
    expect(words).toContain('GIFT: 2 questions are taken, one is left out.')
    expect(words).toContain('Not taken Lost: There is no such kind of question: essay.')
    expect(words).toContain('Taken with changes')
    expect(words).toContain('Lost: HTML that is never taken: script.')
    expect(html).not.toContain('<script')
    const quiz = sourceIn(html)
    expect(checkSource({ kind: 'quiz', source: quiz, language: 'en' }).problems).toEqual([])
    expect(quiz).toContain('title: From afar')
    expect(quiz).toMatch(/id="kept"[\s\S]*id="kept-2"/)
    expect(words).toContain('One answer · kept')
    const file = await instructor.post(
      `${page}/imported.mdx`,
      new URLSearchParams({ source: quiz.replaceAll('\n', '\r\n') }).toString(),
    )
    expect(file).toMatchObject({ status: 200, html: quiz })
  })

  test('gets ids that the course does not have', async () => {
    const taken = `${course.courseId}-final-q1`
    const { html } = await instructor.upload(page, upload(`::${taken}:: True? {T}`))
    expect(sourceIn(html)).toContain(`id="${taken}-2"`)
    expect(wordsOf(html)).toContain(`The id ${taken} is taken in this course. It gets ${taken}-2.`)
  })

  test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['nothing', '', 'There is nothing in this file.'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'This is not a file of text.'],
    ['a page', '<!doctype html><html><body>x</body></html>', 'This is a page of HTML.'],
    ['other XML', '<?xml version="1.0"?><book/>', 'its outermost element is not “quiz”'],
    ['broken XML', '<quiz>\n<question>\n</quiz>', 'The XML is broken at line 3.'],
    ['entities', '<!DOCTYPE q [<!ENTITY a "b">]>\n<quiz>&a;</quiz>', 'Line 1 has a document type'],
    ['no question', '<quiz></quiz>', 'No question was found in this file.'],
    ['too many', 'T? {T}\n\n'.repeat(501), 'more than 500 questions'],
    ['too much', 'x'.repeat(2_000_001), 'larger than 2 MB'],
    ['old letters', new Uint8Array([0x54, 0xe9, 0x3f]), 'Save it as UTF-8.'],
  ])('is refused with words: %s', async (_what, file, words) => {
    const { status, html } = await instructor.upload(page, upload(file))
    expect(status).toBe(422)
    expect(wordsOf(html)).toContain(words)
    expect(html).toContain('value="From afar"')
  })

  test('may be in any encoding of Unicode', async () => {
    const source = '::دليل:: صحيح؟ {T}'
    for (const bytes of [Buffer.from(`\uFEFF${source}`), Buffer.from(`\uFEFF${source}`, 'utf16le')]) {
      const { html } = await instructor.upload(page, upload(new Uint8Array(bytes)))
      expect(sourceIn(html)).toContain('صحيح؟')
    }
  })

  test('needs a title and articles that there are', async () => {
    const { status, html } = await instructor.upload(page, upload('T? {T}', { title: ' ', articles: '25, 99' }))
    expect(status).toBe(422)
    expect(wordsOf(html)).toContain('Write a title')
    expect(wordsOf(html)).toContain('Name articles that the Convention has')
    expect((await instructor.post(page, 'title=x&articles=25')).html).toContain('Choose a file.')
  })
})
