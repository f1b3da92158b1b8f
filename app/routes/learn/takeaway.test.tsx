import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { countingQueries } from '#db/query-count.server.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import { loader as epubLoader } from '../resources/epub.ts'
import * as printCourseRoute from './print-course.tsx'
import * as printLessonRoute from './print-lesson.tsx'

const browserOf = siteOf({
  '/courses/:course/print': printCourseRoute,
  '/courses/:course/lessons/:lesson/print': printLessonRoute,
})

async function course() {
  const made = await insertPublishedCourse()
  return { made, page: `/courses/${made.outline.slug}`, ...browserOf(await insertLearner()) }
}

describe('the printed course', () => {
  it('has its title, edition, language, contents, lessons in order and the note on the articles', async () => {
    const { visit, page, made } = await course()
    await publishNextRevision(made, (drafts) =>
      drafts.map((draft) =>
        draft.id.endsWith('lesson-2')
          ? { ...draft, html: '<p>See <a class="article-ref" href="/convention/25">article 25</a>.</p>' }
          : draft,
      ),
    )
    const { status, html } = await visit(`${page}/print`)
    expect(status).toBe(200)
    for (const text of [
      `http://site.test${page}`,
      'Preserving evidence',
      '2, of 2 January 2026',
      'English',
      'Investigators',
      'Contents',
    ]) {
      expect(html).toContain(text)
    }
    expect(html).toContain('summary, not the official text')
    expect(html).toContain('href="#article-25"')
    expect(html).toContain('id="article-25"')
    const order = ['Contents', 'Module 1', 'Lesson 1', 'Lesson 2', 'Module 2', 'Lesson 3', 'Lesson 4', 'Answers'].map(
      (title) => html.search(new RegExp(`<h[23][^>]*>${title}`)),
    )
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order[0]).toBeGreaterThan(0)
  })

  it('asks the practice questions with empty boxes, and answers them at the end; quizzes are no part of it', async () => {
    const { visit, page } = await course()
    const { html } = await visit(`${page}/print`)
    const [text = '', answers = ''] = html.split('Answers to the practice questions</h2>')
    expect(text).toContain('Which data vanish first?')
    expect(text).toContain('Records of addresses')
    expect(text).not.toMatch(/Feedback on|Ask first|<input|<form|<textarea/)
    expect(answers.match(/Feedback on traffic data/g)).toHaveLength(4)
    expect(answers).not.toContain('Feedback on records')
    expect(html).not.toContain('Final quiz')
  })

  it('keeps anchors apart, and leads from lesson to lesson within it', async () => {
    const { visit, page, made } = await course()
    await publishNextRevision(made, (drafts) =>
      drafts.map((draft) =>
        draft.id.endsWith('lesson-1')
          ? {
              ...draft,
              html: `<h2 id="h-a">A</h2><p><a href="${page}/lessons/lesson-2#h-b">on</a> <a href="#h-a">up</a></p>`,
            }
          : draft.id.endsWith('lesson-2')
            ? { ...draft, html: '<h2 id="h-a">A</h2><h2 id="h-b">B</h2>' }
            : draft,
      ),
    )
    const { html } = await visit(`${page}/print`)
    expect(html).toContain('href="#l2-h-b"')
    expect(html).toContain('href="#l1-h-a"')
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(html).toContain('<h4 id="l1-h-a">')
  })

  it('is there for one lesson too, whose headings stay as they are', async () => {
    const { visit, page } = await course()
    const { html } = await visit(`${page}/lessons/lesson-2/print`)
    expect(html).toContain('<h1>Lesson 2</h1>')
    expect(html).toContain('<h2 id="l2-the-case">')
    expect(html).toContain('Practice question 2.1')
    expect(html).not.toContain('Lesson 3')
  })

  it('is for those signed in, as lessons are', async () => {
    const { page } = await course()
    for (const path of [`${page}/print`, `${page}/lessons/lesson-1/print`]) {
      expect((await browserOf(null).visit(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    }
  })

  it.each(['/courses/none/print', '/courses/none/lessons/lesson-1/print'])('%s is not found', async (path) => {
    const { visit } = await course()
    expect((await visit(path)).status).toBe(404)
  })

  it('asks the database little, and once for each edition', async () => {
    const { visit, page } = await course()
    const queriesOf = async () => {
      const count = { queries: 0 }
      await countingQueries(count, () => visit(`${page}/print`))
      return count.queries
    }
    expect(await queriesOf()).toBeLessThanOrEqual(6)
    expect(await queriesOf()).toBe(1)
  })
})

describe('the e-book', () => {
  type Asked = RequestInit & { lesson?: string; signedIn?: boolean; host?: string }
  const fetchEpub = async (slug: string, init: Asked = {}) => {
    const { lesson, signedIn = true, host = 'site.test', ...request } = init
    const answer = epubLoader({
      request: new Request(`http://${host}/courses/${slug}/book.epub`, request),
      params: { course: slug, ...(lesson && { lesson }) },
      context: { path: '/x', viewer: async () => (signedIn ? { accountId: 'a' } : null) },
    } as unknown as LoaderFunctionArgs)
    return await answer.catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown
      throw thrown
    })
  }
  const books = () => {
    const folder = path.join(process.env.DATA_DIR ?? '', 'books')
    return existsSync(folder) ? readdirSync(folder) : []
  }

  it('is made once by a thread of its own, kept, and not sent again to who has it', { timeout: 60_000 }, async () => {
    const { made } = await course()
    const { slug } = made.outline
    const answers = await Promise.all([fetchEpub(slug), fetchEpub(slug)])
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Type')).toBe('application/epub+zip')
      expect(answer.headers.get('Content-Disposition')).toContain(`filename="${slug}-r1.epub"`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect(bytes.length).toBe(Number(answer.headers.get('Content-Length')))
      const files = unzipSync(bytes)
      expect(strFromU8(files.mimetype ?? new Uint8Array())).toBe('application/epub+zip')
      expect(strFromU8(files['EPUB/l1.xhtml'] ?? new Uint8Array())).toContain('A mailbox was opened')
    }
    expect(books().filter((name) => name.startsWith(`${made.courseId}..`))).toHaveLength(1)
    const etag = answers[0]?.headers.get('ETag') ?? ''
    expect((await fetchEpub(slug, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    const head = await fetchEpub(slug, { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, null])
    await publishNextRevision(made, (drafts) => drafts)
    expect((await fetchEpub(slug, { headers: { 'If-None-Match': etag }, method: 'HEAD' })).status).toBe(200)
  })

  it('is kept a few times at most, under however many addresses it is asked for', { timeout: 60_000 }, async () => {
    vi.stubEnv('PUBLIC_URL', '')
    const { made } = await course()
    const hosts = Array.from({ length: 8 }, (_, number) => `site-${number}.test`)
    const answers = await Promise.all(hosts.map((host) => fetchEpub(made.outline.slug, { host, lesson: 'lesson-1' })))
    expect(answers.map(({ status }) => status)).toEqual(hosts.map(() => 200))
    for (const answer of answers) await answer.arrayBuffer()
    expect(books().filter((name) => name.startsWith(`${made.courseId}.`)).length).toBeLessThanOrEqual(6)
  })

  it('holds one lesson when one is asked for', { timeout: 60_000 }, async () => {
    const { made } = await course()
    const answer = await fetchEpub(made.outline.slug, { lesson: 'lesson-2' })
    expect(answer.headers.get('Content-Disposition')).toContain('-lesson-2-r1.epub')
    expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).not.toContain('EPUB/l1.xhtml')
  })

  it('leads to the public address of the site', { timeout: 60_000 }, async () => {
    vi.stubEnv('PUBLIC_URL', '')
    const { made } = await course()
    const answer = await fetchEpub(made.outline.slug)
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    expect(strFromU8(files['EPUB/title.xhtml'] ?? new Uint8Array())).toContain(
      `href="http://site.test/courses/${made.outline.slug}"`,
    )
  })

  it('is for those signed in, and not found where nothing is', async () => {
    const { made } = await course()
    expect((await fetchEpub(made.outline.slug, { signedIn: false })).headers.get('Location')).toContain('/sign-in')
    expect((await fetchEpub('none')).status).toBe(404)
    expect((await fetchEpub(made.outline.slug, { lesson: 'none' })).status).toBe(404)
  })
})
